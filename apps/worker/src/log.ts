import pino, { type Logger } from 'pino';

/** JSON lines. An error of the database client is logged without its message, which quotes the values of the call. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: { app: 'worker' },
    serializers: {
      err: (error: unknown) => {
        if (!(error instanceof Error)) return { type: typeof error };
        const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
        const message = error.name.startsWith('PrismaClient') ? undefined : error.message;
        return { type: error.name, code: (error as { code?: unknown }).code, message, stack: frames };
      },
    },
  });
}
