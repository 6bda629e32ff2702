'use client';

import { Braces, CircleUser, Clock, Globe, LogOut } from 'lucide-react';
import { signOut } from '@/auth/sign-in.ts';
import { useConsole } from '@/lib/console-context.tsx';
import { useGoTo } from '@/lib/leaving.ts';
import { text } from '@/messages/operator-menu.ts';
import { t } from '@/messages.ts';
import { ThemeChoice } from '../theme-choice.tsx';
import { MenuChoice, MenuHeading, MenuItem, MenuLink, MenuSeparator } from '../ui/menu-panel.tsx';

const icon = 'size-3.5 text-muted';

/** Who is signed in, the theme, and the way out. */
export function OperatorItems() {
  const { operator, clock, setClock, ownTimeZone } = useConsole();
  const goTo = useGoTo();
  return (
    <>
      <MenuHeading>
        <p className="font-medium">{operator.name}</p>
        <p className="text-muted text-xs">{t.frame.roles[operator.role]}</p>
      </MenuHeading>
      <MenuSeparator />
      <ThemeChoice />
      <MenuSeparator />
      <MenuChoice
        label={text.times}
        value={clock}
        onChange={(value) => setClock(value === 'utc' ? 'utc' : 'own')}
        options={[
          { value: 'own', label: ownTimeZone, icon: <Clock aria-hidden className={icon} /> },
          { value: 'utc', label: 'UTC', icon: <Globe aria-hidden className={icon} /> },
        ]}
      />
      <MenuSeparator />
      <MenuItem icon={<CircleUser aria-hidden className={icon} />} onSelect={() => goTo('/account')}>
        {text.account}
      </MenuItem>
      <MenuLink icon={<Braces aria-hidden className={icon} />} href="/docs/api">
        {text.apiReference}
      </MenuLink>
      <MenuItem icon={<LogOut aria-hidden className={icon} />} onSelect={signOut}>
        {text.signOut}
      </MenuItem>
    </>
  );
}
