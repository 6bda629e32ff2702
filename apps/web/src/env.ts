import {
  cidrSetting,
  hasSender,
  isSafeFor,
  listSetting,
  mailSettings,
  webhookSettings,
} from '@strowger/domain';
import { z } from 'zod';

const Env = z
  .object({
    DATABASE_URL: z
      .string('must be given: a postgresql:// URL')
      .regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL'),
    AUTH_SECRET: z.string('must be given').min(32, 'must have at least 32 characters'),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number('must be a number').int().min(0).max(65_535).default(3000),
    PUBLIC_URL: z.url('must be an address like https://voice.example.com').optional(),
    STROWGER_MODE: z.enum(['demo', 'production'], 'must be demo or production').default('production'),
    ...webhookSettings,
    ...mailSettings,
    TRUSTED_PROXY_CIDRS: listSetting.pipe(z.array(cidrSetting)),
    RATE_LIMIT_PER_MINUTE: z.coerce.number('must be a number').int().min(1).max(10_000_000).default(6_000),
    LOG_LEVEL: z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be a level, like info')
      .default('info'),
  })
  .refine(hasSender, {
    path: ['MAIL_FROM'],
    message: 'must be given where SMTP_URL is: who mails come from',
    when: () => true,
  })
  .refine((env) => isSafeFor(env.STROWGER_MODE, env), {
    path: ['WEBHOOK_ALLOW_CIDRS'],
    message: 'must not be set in production: webhooks go to public addresses only',
    when: () => true,
  });

export type WebEnv = z.output<typeof Env> & {
  /** Origin as the world sees it, without a slash at the end. */
  publicUrl: string;
};

/** The settings of the web process. @throws Error that lists every fault at once, without the values */
export function readEnv(source: NodeJS.ProcessEnv = process.env): WebEnv {
  const parsed = Env.safeParse(source);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
    throw new Error(`The environment is not right:\n${faults.join('\n')}`);
  }
  const env = parsed.data;
  return { ...env, publicUrl: (env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).replace(/\/+$/, '') };
}
