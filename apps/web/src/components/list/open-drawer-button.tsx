import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';

type OpenDrawerButtonProps = {
  icon: LucideIcon;
  onOpen: () => void;
  /** Fetches the drawer's code, as soon as somebody comes near. */
  preload: () => void;
  children: ReactNode;
};

/** The one act of a list room: it opens the drawer in which something new is made. */
export function OpenDrawerButton({ icon: Icon, onOpen, preload, children }: OpenDrawerButtonProps) {
  return (
    <Button
      variant="primary"
      icon={<Icon aria-hidden className="size-3.5" />}
      onClick={onOpen}
      onPointerEnter={preload}
      onFocus={preload}
    >
      {children}
    </Button>
  );
}
