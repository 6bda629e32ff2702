import { composition } from '@/compose.ts';
import { type Reference, referenceOf } from './reference.ts';

/** The reference of this installation, with its own address in the examples. */
export async function installationReference(): Promise<Reference & { origin: string }> {
  const { publicUrl } = (await composition()).env;
  return { ...referenceOf(publicUrl), origin: publicUrl };
}
