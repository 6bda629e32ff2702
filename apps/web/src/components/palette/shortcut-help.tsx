'use client';

import { Fragment, type ReactNode, useState } from 'react';
import { roomKeys, roomLabel } from '@/lib/rooms.ts';
import { areSingleKeysOn, setSingleKeys } from '@/lib/single-keys.ts';
import { text } from '@/messages/palette.ts';
import { Dialog, DialogBody } from '../ui/dialog.tsx';

const { help } = text;

type Shortcut = { keys: readonly string[]; does: string; isSequence?: boolean };

const general: Shortcut[] = [
  { keys: ['Ctrl', 'K'], does: help.palette },
  { keys: ['/'], does: help.search },
  { keys: ['n'], does: help.create },
  { keys: ['t'], does: help.toTree },
  { keys: ['?'], does: help.show },
];
const tree: Shortcut[] = [
  { keys: ['↑', '↓', '←', '→'], does: help.arrows },
  { keys: ['a–z'], does: help.letter },
  { keys: ['*'], does: help.level },
  { keys: ['Shift', 'M'], does: help.move },
];

/** All shortcuts, and the switch for those of a single key. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const [isOn, setOn] = useState(areSingleKeysOn);
  const goTo = Object.entries(roomKeys).map(([key, room]) => ({
    keys: ['g', key],
    does: roomLabel(room),
    isSequence: true,
  }));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={help.title} placement="wide">
      <DialogBody>
        <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
          <div className="grid content-start gap-5">
            <Shortcuts title={help.general} shortcuts={general} />
            <Shortcuts title={help.tree} shortcuts={tree} />
          </div>
          <Shortcuts title={help.goTo} shortcuts={goTo} />
        </div>
        <label className="mt-5 flex items-start gap-2.5 border-t pt-4">
          <input
            type="checkbox"
            checked={isOn}
            onChange={({ target }) => {
              setSingleKeys(target.checked);
              setOn(target.checked);
            }}
            className="mt-0.5 size-4 accent-(--accent)"
          />
          <span>
            <span className="block font-medium">{help.singleKeys}</span>
            <span className="block text-muted text-xs">{help.singleKeysHint}</span>
          </span>
        </label>
      </DialogBody>
    </Dialog>
  );
}

function Shortcuts({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-muted text-xs">{title}</h3>
      <dl>
        {shortcuts.map(({ keys, does, isSequence = false }) => (
          <div key={does} className="flex items-center justify-between gap-4 border-t py-1 first:border-t-0">
            <dt>{does}</dt>
            <dd className="flex shrink-0 items-center gap-1">
              {keys.map((key, place) => (
                <Fragment key={key}>
                  {isSequence && place > 0 && <span className="text-muted text-xs">{help.sequence}</span>}
                  <Key>{key}</Key>
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Key({ children }: { children: ReactNode }) {
  return (
    <kbd className="grid h-5 min-w-5 place-items-center rounded-sm border bg-sunken px-1 font-sans text-xs">
      {children}
    </kbd>
  );
}
