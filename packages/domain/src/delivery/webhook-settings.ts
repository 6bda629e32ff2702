import { z } from 'zod';
import type { WebhookPolicy } from '../core/context.ts';

/** A setting that lists things with commas between them. */
export const listSetting = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []));

export const cidrSetting = z.union(
  [z.cidrv4(), z.cidrv6()],
  'must be CIDRs separated by commas, like 127.0.0.1/32',
);

const port = z
  .string()
  .regex(/^[1-9]\d{0,4}$/, 'must be ports separated by commas, like 8443')
  .transform(Number)
  .refine((number) => number <= 65_535, 'must be ports separated by commas, like 8443');

/** Where webhooks may go, as the environment of web and worker says it: both must judge alike. */
export const webhookSettings = {
  WEBHOOK_ALLOW_CIDRS: listSetting.pipe(z.array(cidrSetting)),
  WEBHOOK_PORTS: listSetting.pipe(z.array(port)),
};

type Settings = { WEBHOOK_ALLOW_CIDRS: string[]; WEBHOOK_PORTS: number[] };

/** Production sends to public addresses only. */
export const isSafeFor = (mode: 'demo' | 'production', { WEBHOOK_ALLOW_CIDRS }: Settings): boolean =>
  mode !== 'production' || WEBHOOK_ALLOW_CIDRS.length === 0;

export const webhookPolicy = ({ WEBHOOK_ALLOW_CIDRS, WEBHOOK_PORTS }: Settings): WebhookPolicy => ({
  allowCidrs: WEBHOOK_ALLOW_CIDRS,
  ports: WEBHOOK_PORTS,
});
