'use client';

import { LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { signOut } from '@/auth/sign-in.ts';
import { useConsole } from '@/lib/console-context.tsx';
import { t } from '@/messages.ts';
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuLink, MenuSeparator } from '../ui/menu.tsx';

const icon = 'size-3.5 text-muted';
const themes = [
  { value: 'system', label: t.frame.themes.system, icon: <Monitor aria-hidden className={icon} /> },
  { value: 'light', label: t.frame.themes.light, icon: <Sun aria-hidden className={icon} /> },
  { value: 'dark', label: t.frame.themes.dark, icon: <Moon aria-hidden className={icon} /> },
];

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .filter((_, at, all) => at === 0 || at === all.length - 1)
    .join('')
    .toUpperCase();

/** Two characters, as an icon of its own would take the rooms over what they may weigh. */
const Braces = () => (
  <span aria-hidden className="w-3.5 text-center font-mono text-muted text-xs">
    {'{}'}
  </span>
);

/** Who is signed in, the theme, and the way out. */
export function OperatorMenu() {
  const { operator } = useConsole();
  const { theme = 'system', setTheme } = useTheme();
  return (
    <Menu
      label={t.frame.operatorMenu(operator.name)}
      triggerClass="grid size-8 shrink-0 place-items-center rounded-full coarse:size-11"
      trigger={
        <span
          aria-hidden
          data-initials={initials(operator.name)}
          className="grid size-7 place-items-center rounded-full border border-line bg-hover font-medium text-[0.6875rem] before:content-[attr(data-initials)]"
        ></span>
      }
    >
      <MenuHeading>
        <p className="font-medium">{operator.name}</p>
        <p className="text-muted text-xs">{t.frame.roles[operator.role]}</p>
      </MenuHeading>
      <MenuSeparator />
      <MenuChoice label={t.frame.theme} value={theme} onChange={setTheme} options={themes} />
      <MenuSeparator />
      <MenuLink icon={<Braces />} href="/docs/api">
        {t.frame.apiReference}
      </MenuLink>
      <MenuItem icon={<LogOut aria-hidden className={icon} />} onSelect={signOut}>
        {t.frame.signOut}
      </MenuItem>
    </Menu>
  );
}
