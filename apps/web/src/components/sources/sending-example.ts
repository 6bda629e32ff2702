import type { CallRecordSource } from '@/lib/wire.ts';

/** What a switch is told, or a shell, so that records come in. */
export function sendingExample({ id, format }: CallRecordSource, apiUrl: string): string {
  const url = `${apiUrl}/call-records/ingest?source=${id}`;
  const post = (mediaType: string, file: string) =>
    [
      `curl -X POST "${url}"`,
      '-H "Authorization: Bearer $STROWGER_API_KEY"',
      `-H "Content-Type: ${mediaType}"`,
      `--data-binary @${file}`,
    ].join(' \\\n  ');
  const examples: Record<CallRecordSource['format'], string> = {
    ndjson: post('application/x-ndjson', 'calls.ndjson'),
    csv: post('text/csv', 'calls.csv'),
    asteriskCsv: post('text/csv', '/var/log/asterisk/cdr-csv/Master.csv'),
    freeswitchJson: [
      '<!-- json_cdr.conf.xml -->',
      `<param name="url" value="${url}"/>`,
      '<param name="auth-scheme" value="basic"/>',
      '<param name="cred" value="strowger:THE-API-KEY"/>',
      '<param name="encode" value="false"/>',
      '<param name="encode-values" value="true"/>',
      '<param name="log-b-leg" value="true"/>',
    ].join('\n'),
  };
  return examples[format];
}
