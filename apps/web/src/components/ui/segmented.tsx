type SegmentedProps<T extends string> = {
  label: string;
  options: readonly T[];
  names: Readonly<Record<T, string>>;
  value: T;
  onChoose: (option: T) => void;
};

/** One of a few, side by side: what a page shows, rather than what is typed into it. */
export function Segmented<T extends string>({ label, options, names, value, onChoose }: SegmentedProps<T>) {
  return (
    <fieldset className="flex rounded-md border border-control p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === value}
          onClick={() => onChoose(option)}
          className="h-6.5 rounded-sm px-2.5 text-muted text-xs hover:text-ink aria-pressed:bg-hover aria-pressed:font-medium aria-pressed:text-ink coarse:h-10"
        >
          {names[option]}
        </button>
      ))}
    </fieldset>
  );
}
