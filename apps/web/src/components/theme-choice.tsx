'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { text } from '@/messages/theme.ts';
import { MenuChoice } from './ui/menu-panel.tsx';

const icon = 'size-3.5 text-muted';
const themes = [
  { value: 'system', label: text.themes.system, icon: <Monitor aria-hidden className={icon} /> },
  { value: 'light', label: text.themes.light, icon: <Sun aria-hidden className={icon} /> },
  { value: 'dark', label: text.themes.dark, icon: <Moon aria-hidden className={icon} /> },
];

/** Light, dark, or as the system is: in a menu. */
export function ThemeChoice() {
  const { theme = 'system', setTheme } = useTheme();
  return <MenuChoice label={text.theme} value={theme} onChange={setTheme} options={themes} />;
}
