import { t } from '@/messages.ts';
import { Logo } from './logo.tsx';
import { StoredLogo } from './stored-logo.tsx';

type BrandMarkProps = { name?: string | undefined; logoPath?: string | undefined };

/** Whose console it is: a reseller's logo and name, ours where it has none. */
export function BrandMark({ name, logoPath }: BrandMarkProps) {
  return (
    <>
      {logoPath === undefined ? (
        <Logo className="size-5 shrink-0" />
      ) : (
        <StoredLogo path={logoPath} className="max-h-7 max-w-32 shrink-0" />
      )}
      <span className="truncate">{name ?? t.product}</span>
    </>
  );
}
