import type { Examples as Texts } from '@/reference/examples.ts';
import { rt } from '@/reference/texts.ts';
import { CodeBlock } from '../ui/code-block.tsx';

const tab =
  'cursor-pointer rounded-md px-2 py-1 text-muted text-xs hover:text-ink has-checked:bg-selected has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent coarse:py-3';

/** The call in two languages. Which one is seen is the matter of two radio buttons, so that it needs no script. */
export function Examples({ id, texts }: { id: string; texts: Texts }) {
  return (
    <div className="group">
      <fieldset className="mb-1.5 flex gap-1">
        <legend className="sr-only">{rt.languageOf(id)}</legend>
        <label className={tab}>
          <input type="radio" name={`language-${id}`} value="curl" defaultChecked className="sr-only" />
          {rt.curl}
        </label>
        <label className={tab}>
          <input type="radio" name={`language-${id}`} value="typescript" className="sr-only" />
          {rt.typescript}
        </label>
      </fieldset>
      <div className="group-has-[input[value=typescript]:checked]:hidden">
        <CodeBlock code={texts.curl} label={rt.curl} />
      </div>
      <div className="hidden group-has-[input[value=typescript]:checked]:block">
        <CodeBlock code={texts.typescript} label={rt.typescript} />
      </div>
    </div>
  );
}
