import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { Strowger } from '../../index.ts';
import { sleep } from '../../retry.ts';
import { addConnection, connect, connectionOf } from '../connection.ts';
import { BadEnd, UsageError } from '../exit-code.ts';
import { type Io, note, print, styled } from '../io.ts';
import { Completeness } from '../listen/completeness.ts';
import { checkSignature, type InboxMessage, summaryOf } from '../listen/read-message.ts';
import { formOf, type OutputFlags, outputForms } from '../output/write-result.ts';

type ListenFlags = OutputFlags & { inbox?: string; customerId?: string; secretFile?: string; once?: boolean };

const LOOK_MS = 1_000;

/** `strowger listen` */
export function addListen(io: Io, program: Command): void {
  const command = program
    .command('listen')
    .summary('show what arrives at an inbox, as it arrives')
    .description(
      'Shows what arrives at an inbox, and checks its signature, and at a manifest whether everything is there. Without --inbox a new one is opened, for 24 hours: order call records to it, or name it where a consumer is wanted.',
    )
    .option('--inbox <id>', 'an inbox that is open already, con_…')
    .option(
      '--secret-file <file>',
      'where its secret stands, to check signatures here and not by what the server says',
    )
    .option(
      '--customer-id <id>',
      "whose inbox is opened; the key's own customer where it is left out. What arrives is for keys of that customer",
    )
    .option('--once', 'end with the first manifest: 0 if everything is there, 4 if not')
    .addOption(
      new Option('--output <form>', `${outputForms.join(' | ')}; table. json and ndjson: a line a message`),
    );
  addConnection(command);
  command.action(async (flags: ListenFlags) => {
    formOf(flags);
    const client = await connect(io, connectionOf(command));
    const inbox = await openInbox(io, client, flags);
    await listen(io, client, inbox, flags);
  });
}

type Inbox = { id: string; secret: string | undefined };

async function openInbox(io: Io, client: Strowger, flags: ListenFlags): Promise<Inbox> {
  const { signal } = io;
  if (flags.inbox !== undefined) {
    const secret = flags.secretFile === undefined ? undefined : await readSecret(flags.secretFile);
    await client.getConsumer({ consumerId: flags.inbox }, { signal });
    note(io, `Listening at ${flags.inbox}. Ctrl-C ends it.`);
    return { id: flags.inbox, secret };
  }
  const customerId = flags.customerId ?? (await ownCustomer(client, signal));
  const { id, secret } = await client.createInbox({ customerId }, { signal });
  note(io, `Listening at ${id}, which is open for 24 hours. Ctrl-C ends it.`);
  note(io, `  strowger records request --consumer ${id} --from … --to …`);
  return { id, secret: secret ?? undefined };
}

const readSecret = async (file: string): Promise<string> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--secret-file: ${file} cannot be read (${error.code}).`);
  });
  return text.trim();
};

/** Lists stand in the order of the tree: the first is whom the key acts for. */
async function ownCustomer(client: Strowger, signal: AbortSignal): Promise<string> {
  const { items } = await client.getCustomers({ limit: 1 }, { signal });
  const [own] = items;
  if (!own) throw new UsageError('Whose inbox? Give --customer-id.');
  return own.id;
}

async function listen(io: Io, client: Strowger, inbox: Inbox, flags: ListenFlags): Promise<void> {
  const completeness = new Completeness();
  const isTable = formOf(flags) === 'table';
  for await (const message of arrivals(client, inbox.id, io.signal)) {
    const signature = checkSignature(message, inbox.secret);
    completeness.add(message);
    const verdict = completeness.verdictOf(message);
    if (isTable) {
      const colour = signature.isValid && verdict?.isComplete !== false ? 'green' : 'red';
      const mark = styled(io, 'stdout', colour, signature.text);
      await print(io, `${message.receivedAt}  ${message.webhookId}  ${mark}  ${summaryOf(message)}`);
      if (verdict) await print(io, `  ${styled(io, 'stdout', colour, verdict.text)}`);
    } else {
      await print(
        io,
        JSON.stringify({ ...message, verifiedHere: signature.isValid, completeness: verdict ?? null }),
      );
    }
    if (!flags.once || !verdict) continue;
    if (!verdict.isComplete || !signature.isValid)
      throw new BadEnd(`Not everything is there. ${verdict.text}`);
    return;
  }
}

/** What arrives, oldest first, and each once. */
async function* arrivals(
  client: Strowger,
  consumerId: string,
  signal: AbortSignal,
): AsyncGenerator<InboxMessage> {
  const seen = new Set<string>();
  for (;;) {
    const fresh: string[] = [];
    // Newest first: whatever stands behind one that was seen was seen too.
    for await (const message of client.getInboxMessages({ consumerId, limit: 50 }, { signal })) {
      if (seen.has(message.id)) break;
      fresh.push(message.id);
    }
    for (const messageId of fresh.reverse()) {
      seen.add(messageId);
      yield await client.getInboxMessage({ messageId }, { signal });
    }
    await sleep(LOOK_MS, signal);
  }
}
