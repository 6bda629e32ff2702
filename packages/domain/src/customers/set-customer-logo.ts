import { createHash } from 'node:crypto';
import { imageSize } from 'image-size';
import type { MutationHandler } from '../core/context.ts';
import { DomainError, invalid } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { customerModel } from './read-model.ts';

const BYTES_MAX = 65_536;
const SIDE_PIXELS_MAX = 2_048;

/** The kinds of image that every browser shows and that hold no script, by how their bytes begin in hexadecimal. */
const kinds: readonly [mediaType: string, begin: RegExp][] = [
  ['image/png', /^89504e470d0a1a0a/],
  ['image/jpeg', /^ffd8ff/],
  ['image/webp', /^52494646.{8}57454250/],
];

/** The reply's branding.logoUrl leads to the image, which is served by its hash: another image has another address. */
export const setCustomerLogo: MutationHandler<'setCustomerLogo'> = async (context, input) => {
  const { tx, deps, now } = context;
  const { customerId, image: text } = input;
  const before = await lockRow(context, customerModel, customerId);
  if (before.status === 'terminated')
    throw new DomainError('conflict', 'The customer is terminated, which is final.');
  const { logoUrl: _, ...branding } = before.branding;
  await tx.customerLogo.deleteMany({ where: { customerId } });
  const logo = text === null ? undefined : readLogo(text);
  if (logo) await tx.customerLogo.create({ data: { customerId, ...logo, createdAt: now } });
  await tx.customer.update({
    where: { id: customerId },
    data: {
      branding: { ...branding, ...(logo && { logoUrl: `${deps.publicUrl}/logos/${logo.hash}` }) },
      version: { increment: 1 },
      updatedAt: now,
    },
  });
  return changed(context, customerModel, before, { customerId, path: before.path });
};

/** @throws DomainError validation: what it is, and not what it is called, decides whether it is shown */
function readLogo(text: string): { hash: string; mediaType: string; image: Uint8Array<ArrayBuffer> } {
  const image = new Uint8Array(Buffer.from(text, 'base64'));
  if (image.length > BYTES_MAX) throw invalid('image', `must have at most ${BYTES_MAX} bytes`);
  const begin = Buffer.from(image.subarray(0, 16)).toString('hex');
  const mediaType = kinds.find(([, pattern]) => pattern.test(begin))?.[0];
  if (mediaType === undefined) throw invalid('image', 'must be a PNG, a JPEG or a WebP');
  const side = longestSide(image);
  if (side === undefined) throw invalid('image', 'cannot be read as an image');
  if (side > SIDE_PIXELS_MAX)
    throw invalid('image', `must have at most ${SIDE_PIXELS_MAX} pixels on each side`);
  return { hash: createHash('sha256').update(image).digest('hex'), mediaType, image };
}

function longestSide(image: Uint8Array): number | undefined {
  try {
    const { width, height } = imageSize(image);
    return Math.max(width, height);
  } catch {
    return undefined;
  }
}
