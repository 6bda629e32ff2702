'use client';

import { useEffect, useState } from 'react';
import { hourOf } from '@/lib/days.ts';

const LOOK_MS = 30_000;

/** The hour that is under way, as it goes by; first the one of the given moment. */
export function useHour(from: string): Date {
  const [hour, setHour] = useState(() => hourOf(new Date(from)));
  useEffect(() => {
    const look = () => {
      const now = hourOf(new Date());
      setHour((before) => (before.getTime() === now.getTime() ? before : now));
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return hour;
}
