'use client';

import {
  BookOpen,
  CircleUser,
  CornerDownRight,
  FolderInput,
  Keyboard,
  LogOut,
  Moon,
  Plus,
  Send,
  Sun,
  Table2,
} from 'lucide-react';
import { useTheme } from 'next-themes';
import type { ReactNode } from 'react';
import { signOut } from '@/auth/sign-in.ts';
import { useConsole } from '@/lib/console-context.tsx';
import { useGoTo } from '@/lib/leaving.ts';
import { type Room, roomAddress, roomGroups, roomLabel } from '@/lib/rooms.ts';
import type { Customer } from '@/lib/wire.ts';
import { text } from '@/messages/palette.ts';
import { type Entry, type EntryGroup, fits } from './entry.ts';

const icon = 'size-3.5';

/** What is made in the rooms of what a customer owns. */
const provisioning = [
  { operation: 'createExtension', room: 'extensions' },
  { operation: 'createForward', room: 'forwards' },
  { operation: 'createDestination', room: 'destinations' },
  { operation: 'createDomain', room: 'domains' },
  { operation: 'createLimit', room: 'limits' },
  { operation: 'createWhitelist', room: 'whitelists' },
] as const;

/** The pages of the customer in focus, and what can be done from anywhere, as far as the role may. */
export function useCommands(
  search: string,
  customer: Customer | undefined,
  onHelp: () => void,
): EntryGroup[] {
  const goTo = useGoTo();
  const { operator, rights } = useConsole();
  const { setTheme, resolvedTheme } = useTheme();
  const { id, kind, name } = customer ?? { id: operator.customerId, kind: 'reseller', name: '' };
  const { actions } = text;

  const pages: Entry[] = roomGroups(kind, rights).flatMap(({ rooms }) =>
    rooms.map((room) => ({
      key: `page-${room}`,
      label: roomLabel(room),
      detail: name && text.pageOf(name),
      icon: <CornerDownRight className={icon} />,
      run: () => goTo(roomAddress(id, room)),
    })),
  );
  const action = (key: string, label: string, sign: ReactNode, run: () => void): Entry => ({
    key: `action-${key}`,
    label,
    icon: sign,
    run,
  });
  const create = (key: string, label: string, room: Room, sign = <Plus className={icon} />): Entry =>
    action(key, label, sign, () => goTo(`${roomAddress(id, room)}?new=true`));
  const isDark = resolvedTheme === 'dark';
  const mayMove = rights.updateCustomer && customer && id !== operator.customerId;
  const doing = [
    rights.createCustomer && kind !== 'end' && create('customer', actions.createCustomer, 'customers'),
    rights.createUser && create('user', actions.createUser, 'users'),
    rights.createUser &&
      action('users-many', actions.createManyUsers, <Table2 className={icon} />, () =>
        goTo(`${roomAddress(id, 'users')}/bulk`),
      ),
    ...provisioning.map(({ operation, room }) => rights[operation] && create(room, actions[operation], room)),
    rights.createConsumer && create('consumer', actions.createConsumer, 'consumers'),
    rights.createApiKey && create('api-key', actions.createApiKey, 'api-keys'),
    rights.getCustomerCallRecords &&
      create('order', actions.orderRecords, 'requests', <Send className={icon} />),
    mayMove &&
      action('move', actions.moveCustomer(name), <FolderInput className={icon} />, () =>
        goTo(`${roomAddress(id, 'details')}?move=true`),
      ),
    action(
      'theme',
      isDark ? actions.lightTheme : actions.darkTheme,
      isDark ? <Sun className={icon} /> : <Moon className={icon} />,
      () => setTheme(isDark ? 'light' : 'dark'),
    ),
    action('help', actions.shortcuts, <Keyboard className={icon} />, onHelp),
    action('account', actions.account, <CircleUser className={icon} />, () => goTo('/account')),
    action('api', actions.apiReference, <BookOpen className={icon} />, () => goTo('/docs/api')),
    action('sign-out', actions.signOut, <LogOut className={icon} />, signOut),
  ].filter((entry) => entry !== false && entry !== undefined);

  const chosen = (entries: readonly Entry[]) =>
    entries.filter(({ label }) => search === '' || fits(label, search));
  return [
    { name: text.groups.pages, entries: chosen(pages) },
    { name: text.groups.actions, entries: chosen(doing) },
  ];
}
