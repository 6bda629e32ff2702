import { reply, request, Scenario } from './scenario.ts';

const RING_MS = 30;

/** Rings, answers, and waits for the BYE; re-INVITEs are accepted. */
export const answers = (): string =>
  String(
    new Scenario()
      .receive('request="INVITE" rrs="true"')
      .send(reply('180 Ringing'))
      .pause(RING_MS)
      .send(reply('200 OK', { sdp: true }), 'retrans="500"')
      .receive('request="ACK"')
      .receive('request="INVITE" optional="true" next="1"')
      .receive('request="BYE" next="2"')
      .label(1)
      .send(reply('200 OK', { tag: false, sdp: true }), 'retrans="500"')
      .receive('request="ACK"')
      .receive('request="BYE"')
      .label(2)
      .send(reply('200 OK', { tag: false })),
  );

/** Answers one call, says that it is there when it is asked, and waits for the BYE. */
export const isAsked = (): string =>
  String(
    new Scenario()
      .receive('request="INVITE" rrs="true"')
      .send(reply('180 Ringing'))
      .send(reply('200 OK', { sdp: true }), 'retrans="500"')
      .receive('request="ACK"')
      .receive('request="OPTIONS" optional="true" next="1"')
      .receive('request="BYE" next="2"')
      .label(1)
      .send(reply('200 OK', { tag: false }))
      .receive('request="BYE"')
      .label(2)
      .send(reply('200 OK', { tag: false })),
  );

/** Answers, and hangs up after that time. */
export const hangsUp = (afterMs: number): string =>
  String(
    new Scenario()
      .receive('request="INVITE" rrs="true"', ['From', 'To'])
      .send(reply('180 Ringing'))
      .pause(RING_MS)
      .send(reply('200 OK', { sdp: true }), 'retrans="500"')
      .receive('request="ACK"')
      .pause(afterMs)
      .send(
        request({ method: 'BYE', uri: '[next_url]', cseq: 1, from: '', to: '', inDialog: true })
          .replace(/^From: .*$/m, 'From:[$2];tag=[pid]u[call_number]')
          .replace(/^To: .*$/m, 'To:[$1]'),
        'retrans="500"',
      )
      .receive('response="200"'),
  );

/** Says no at once: `486 Busy Here`. */
export const refuses = (status: string): string =>
  String(
    new Scenario().receive('request="INVITE"').send(reply(status), 'retrans="500"').receive('request="ACK"'),
  );

/** Rings until the caller gives up. */
export const ringsOn = (): string =>
  String(
    new Scenario()
      .receive('request="INVITE"', ['CSeq'])
      .send(reply('180 Ringing'))
      .receive('request="CANCEL"')
      .send(reply('200 OK'))
      .send(reply('487 Request Terminated').replace('[last_CSeq:]', 'CSeq:[$1]'), 'retrans="500"')
      .receive('request="ACK"'),
  );
