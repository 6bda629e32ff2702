import type { ReactNode } from 'react';
import { type FieldValues, FormProvider } from 'react-hook-form';
import type { ContractForm } from '@/lib/forms/use-contract-form.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

type QuestionProps<V extends FieldValues> = {
  contract: ContractForm<V>;
  text: { title: string; ask: string; act: string };
  icon: ReactNode;
  /** The fields. */
  children: ReactNode;
  isAsked: boolean;
  isPending: boolean;
  answer: ReactNode;
  /** Why there is no answer. */
  fault: string | null;
};

/** A question to the server that changes nothing: a form, and the answer beside it. */
export function Question<V extends FieldValues>(props: QuestionProps<V>) {
  const { contract, text, icon, children, isAsked, isPending, answer, fault } = props;
  return (
    <div className="grid max-w-5xl gap-6 lg:grid-cols-[20rem_1fr]">
      <FormProvider {...contract.form}>
        <form
          onSubmit={contract.onSubmit}
          noValidate
          aria-label={text.title}
          className="grid content-start gap-4"
        >
          {children}
          <Button
            type="submit"
            variant="primary"
            icon={icon}
            pending={contract.form.formState.isSubmitting}
            className="justify-self-start"
          >
            {text.act}
          </Button>
        </form>
      </FormProvider>
      <div aria-live="polite" className="min-w-0">
        {!isAsked && <p className="max-w-md text-muted">{text.ask}</p>}
        {isAsked && answer}
        {isAsked && isPending && <Skeleton className="h-48" />}
        {isAsked && fault !== null && <Callout tone="bad">{fault}</Callout>}
      </div>
    </div>
  );
}
