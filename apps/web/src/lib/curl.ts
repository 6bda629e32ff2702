'use client';

import { useConsole } from './console-context.tsx';

/** Makes calls of the public API as one can paste them into a shell. */
export function useCurl() {
  const { apiUrl } = useConsole();
  return (method: 'GET' | 'POST', path: string, body?: Record<string, unknown>): string => {
    const lines = [
      `curl ${method === 'POST' ? '-X POST ' : ''}"${apiUrl}${path}"`,
      '-H "Authorization: Bearer $STROWGER_API_KEY"',
    ];
    if (body !== undefined) {
      lines.push('-H "Content-Type: application/json"', `-d '${JSON.stringify(body)}'`);
    }
    return lines.join(' \\\n  ');
  };
}
