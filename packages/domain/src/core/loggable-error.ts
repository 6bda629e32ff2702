/** What a log may say of an error: of the database client's no message, as it quotes the values of the call. */
export function loggableError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  const message = error.name.startsWith('PrismaClient') ? undefined : error.message;
  return { type: error.name, code: (error as { code?: unknown }).code, message, stack: frames };
}
