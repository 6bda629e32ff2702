import { t } from '@/messages.ts';

export type Selection = {
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
};

const boxClass = 'size-4 rounded-sm accent-(--accent) coarse:size-5';
const cellClass = 'relative z-10 w-8 pr-2 pl-0';

/** Chooses the rows of the page, or none. */
export function SelectAll({ selection, ids }: { selection: Selection; ids: readonly string[] }) {
  const { chosen, onChange } = selection;
  const isAll = ids.length > 0 && ids.every((id) => chosen.has(id));
  return (
    <th
      scope="col"
      className="sticky top-12 z-10 h-8 w-8 bg-canvas pr-2 pl-0 text-left shadow-[inset_0_-1px_0_var(--line)]"
    >
      <input
        type="checkbox"
        aria-label={t.common.chooseAll}
        checked={isAll}
        ref={(box) => {
          if (box) box.indeterminate = !isAll && chosen.size > 0;
        }}
        onChange={() => onChange(new Set(isAll ? [] : ids))}
        className={`${boxClass} block`}
      />
    </th>
  );
}

type SelectRowProps = { selection: Selection; id: string; name: string };

export function SelectRow({ selection, id, name }: SelectRowProps) {
  const { chosen, onChange } = selection;
  const toggle = () => {
    const after = new Set(chosen);
    if (!after.delete(id)) after.add(id);
    onChange(after);
  };
  return (
    <td className={cellClass}>
      <input
        type="checkbox"
        aria-label={t.common.choose(name)}
        checked={chosen.has(id)}
        onChange={toggle}
        className={`${boxClass} block`}
      />
    </td>
  );
}
