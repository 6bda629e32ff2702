import { isIP } from 'node:net';
import { hasSender, isSafeFor, listSetting, mailSettings, webhookSettings } from '@strowger/domain';
import { z } from 'zod';

const Env = z
  .object({
    DATABASE_URL: z
      .string('must be given: a postgresql:// URL')
      .regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL'),
    AUTH_SECRET: z.string('must be given').min(32, 'must have at least 32 characters'),
    PUBLIC_URL: z
      .url('must be given: the address of the web process as the world sees it')
      .transform((url) => url.replace(/\/+$/, '')),
    STROWGER_MODE: z.enum(['demo', 'production'], 'must be demo or production').default('production'),
    ...webhookSettings,
    ...mailSettings,
    WORKER_SLOTS: z.coerce.number('must be a number').int().min(1).max(500).default(32),
    DNS_SERVERS: listSetting
      .pipe(
        z.array(
          z
            .string()
            .refine(
              (text) => isIP(text.replace(/:\d{1,5}$/, '')) === 4,
              'must be addresses, like 192.0.2.53:53',
            ),
        ),
      )
      .transform((servers) => (servers.length === 0 ? undefined : servers)),
    RECORD_RETENTION_MONTHS: z.coerce.number('must be a number').int().min(1).max(1200).optional(),
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

export type WorkerEnv = z.output<typeof Env>;

/** The settings of the worker process. @throws Error that lists every fault at once, without the values */
export function readEnv(source: NodeJS.ProcessEnv = process.env): WorkerEnv {
  const parsed = Env.safeParse(source);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  throw new Error(`The environment is not right:\n${faults.join('\n')}`);
}
