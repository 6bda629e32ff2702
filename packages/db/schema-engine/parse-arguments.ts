export type AdminCommand = 'can-connect-to-database' | 'create-database' | 'drop-database';

export type EngineArguments = {
  showVersion: boolean;
  /** Paths of the *.prisma files. */
  datamodels: string[];
  url: string | undefined;
  shadowDatabaseUrl: string | undefined;
  /** Set when the CLI wants one answer by exit code, not a conversation. */
  adminCommand: AdminCommand | undefined;
};

const ADMIN_COMMANDS: readonly string[] = [
  'can-connect-to-database',
  'create-database',
  'drop-database',
] satisfies AdminCommand[];

const isAdminCommand = (text: string | undefined): text is AdminCommand =>
  text !== undefined && ADMIN_COMMANDS.includes(text);

/** Reads the command line that the Prisma CLI gives to its native schema engine. @throws Error on what it does not know */
export function parseArguments(argv: readonly string[]): EngineArguments {
  const parsed: EngineArguments = {
    showVersion: false,
    datamodels: [],
    url: undefined,
    shadowDatabaseUrl: undefined,
    adminCommand: undefined,
  };
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at];
    const next = argv[at + 1];
    switch (word) {
      case '--version':
        parsed.showVersion = true;
        break;
      case '--datamodels':
      case '-d':
        if (next !== undefined) parsed.datamodels.push(next);
        at += 1;
        break;
      case '--datasource': {
        const source = JSON.parse(next ?? '{}') as { url?: string; shadowDatabaseUrl?: string };
        parsed.url = source.url || undefined;
        parsed.shadowDatabaseUrl = source.shadowDatabaseUrl || undefined;
        at += 1;
        break;
      }
      case '--enabled-preview-features':
      case '--extension-types':
        at += 1;
        break;
      case 'cli':
        if (!isAdminCommand(next)) throw new Error(`Unknown schema engine command: ${next}`);
        parsed.adminCommand = next;
        at += 1;
        break;
      default:
        throw new Error(`Unknown schema engine argument: ${word}`);
    }
  }
  return parsed;
}
