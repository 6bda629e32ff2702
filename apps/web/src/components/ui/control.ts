/** The look that text fields, selects and text areas share. 16 px on phones, so that iOS does not zoom into them. */
export const controlClass =
  'w-full rounded-md border border-control bg-canvas px-2.5 text-sm text-ink transition-colors placeholder:text-faint max-sm:text-[1rem] focus-visible:outline-offset-0 aria-invalid:border-bad aria-invalid:outline-bad disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-muted [&[readonly]]:border-line [&[readonly]]:bg-sunken [&[readonly]]:text-muted';

export const controlHeight = 'h-8 coarse:h-11';
