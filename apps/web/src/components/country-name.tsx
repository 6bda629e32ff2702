import { text } from '@/messages/overview.ts';
import { t } from '@/messages.ts';

let countryNames: Intl.DisplayNames | undefined;

/** Server and browser may know a country by slightly different names: the browser's has the last word, without a warning. */
export function CountryName({ code }: { code: string | null }) {
  countryNames ??= new Intl.DisplayNames('en', { type: 'region' });
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="w-5 font-mono text-muted text-xs">
        {code ?? t.common.none}
      </span>
      <span suppressHydrationWarning className="truncate">
        {code === null ? text.unknownCountry : countryNames.of(code)}
      </span>
    </span>
  );
}
