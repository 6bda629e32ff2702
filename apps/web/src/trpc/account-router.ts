import {
  FullProof,
  PasswordChange,
  PasswordProof,
  PasswordSetting,
  SessionChoice,
  SetUp,
  TotpConfirmation,
} from '@strowger/contracts';
import {
  type AccountCaller,
  type Caller,
  changePassword,
  confirmTotp,
  type DomainDeps,
  DomainError,
  disableTotp,
  endOtherSessions,
  endOwnSession,
  listOwnSessions,
  readAccount,
  renewRecoveryCodes,
  setPasswordByLink,
  setUp,
  startTotp,
} from '@strowger/domain';
import { z } from 'zod';
import { parseWire, type TrpcContext, t, told } from './base.ts';

/** Input travels as the schema's wire form, and is parsed where its faults are told. */
const wireOf = <Schema extends z.ZodType>(_: Schema) => z.custom<z.input<Schema>>(() => true);

const requireCaller = ({ caller }: TrpcContext): Caller => {
  if (!caller) throw new DomainError('unauthorized', 'Sign in first.');
  return caller;
};

/** A reading of the own account. */
const read = <T>(name: string, run: (deps: DomainDeps, caller: Caller) => Promise<T>) =>
  t.procedure.query(({ ctx }) =>
    told(ctx, `account.${name}`, async () => run(ctx.parts.deps, requireCaller(ctx))),
  );

/** A change of the own account, by who is signed in. */
const change = <Schema extends z.ZodType, T>(
  name: string,
  schema: Schema,
  run: (deps: DomainDeps, who: AccountCaller, input: z.output<Schema>) => Promise<T>,
) =>
  t.procedure.input(wireOf(schema)).mutation(({ ctx, input }) =>
    told(ctx, `account.${name}`, async () => {
      const who = { caller: requireCaller(ctx), ip: ctx.ip ?? '', requestId: ctx.requestId };
      return run(ctx.parts.deps, who, parseWire(schema, input));
    }),
  );

/** What is done by a secret that was handed over, by who cannot sign in. */
const byToken = <Schema extends z.ZodType, T>(
  name: string,
  schema: Schema,
  run: (deps: DomainDeps, input: z.output<Schema>, from: { ip: string; requestId: string }) => Promise<T>,
) =>
  t.procedure
    .input(wireOf(schema))
    .mutation(({ ctx, input }) =>
      told(ctx, `account.${name}`, async () =>
        run(ctx.parts.deps, parseWire(schema, input), { ip: ctx.ip ?? '', requestId: ctx.requestId }),
      ),
    );

/** The console's own: what people do to their sign-in. */
export const accountRouter = t.router({
  get: read('get', readAccount),
  sessions: read('sessions', listOwnSessions),
  changePassword: change('changePassword', PasswordChange, changePassword),
  startTotp: change('startTotp', PasswordProof, startTotp),
  confirmTotp: change('confirmTotp', TotpConfirmation, confirmTotp),
  disableTotp: change('disableTotp', FullProof, disableTotp),
  renewRecoveryCodes: change('renewRecoveryCodes', FullProof, renewRecoveryCodes),
  endSession: change('endSession', SessionChoice, endOwnSession),
  endOtherSessions: change('endOtherSessions', z.strictObject({}), endOtherSessions),
  setPassword: byToken('setPassword', PasswordSetting, (deps, input, from) =>
    setPasswordByLink(deps, { ...input, ...from }),
  ),
  setUp: byToken('setUp', SetUp, setUp),
});
