import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { eventually } from '../world/find-records.ts';
import { CARRIER_HOST, type World } from '../world/make-world.ts';

/** Answers every OPTIONS with that code, until it is closed. */
async function startGateway(code: string, port = 0): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const lines = message.toString().split('\r\n');
    if (!lines[0]?.startsWith('OPTIONS ')) return;
    const kept = lines.filter((line) => /^(via|from|to|call-id|cseq):/i.test(line));
    socket.send(
      [`SIP/2.0 ${code}`, ...kept, 'Content-Length: 0', '', ''].join('\r\n'),
      from.port,
      from.address,
    );
  });
  socket.bind(port, CARRIER_HOST);
  await once(socket, 'listening');
  return socket;
}

/** Whether destinations answer. */
export function describeProbes(world: () => World): void {
  it('a destination is up while it answers, down when it is silent or out of order, and unknown where nobody asks', async () => {
    const w = world();
    const gateway = await startGateway('404 Nobody');
    const { port } = gateway.address();
    const make = (fields: object) =>
      w.api.call('createDestination', {
        customerId: w.root,
        name: 'gateway',
        host: CARRIER_HOST,
        port,
        ...fields,
      });
    const [probed, unasked] = [await make({ probe: true }), await make({})];
    const stateOf = async (destinationId: string) =>
      (await w.api.call('getDestination', { destinationId })).state;
    expect(probed.state).toBe('unknown');
    await eventually(
      () => stateOf(probed.id),
      (state) => state === 'up',
    );
    await new Promise<void>((done) => gateway.close(() => done()));
    await eventually(
      () => stateOf(probed.id),
      (state) => state === 'down',
    );
    const down = await w.api.call('getDestination', { destinationId: probed.id });
    expect(Date.parse(down.stateSince ?? '')).toBeGreaterThan(Date.parse(probed.createdAt));
    const told = await w.api.call('getAttention', { customerId: w.root });
    const failing = told.groups.find(({ kind }) => kind === 'destinationDown');
    expect(failing?.items).toContainEqual(expect.objectContaining({ thingId: probed.id, name: 'gateway' }));

    const ailing = await startGateway('503 Out of order', port);
    const again = await make({ probe: true });
    await eventually(
      () => stateOf(again.id),
      (state) => state === 'down',
    );
    await new Promise<void>((done) => ailing.close(() => done()));
    const mended = await startGateway('200 OK', port);
    await eventually(
      () => stateOf(again.id),
      (state) => state === 'up',
    );
    await w.api.call('updateDestination', { destinationId: again.id, probe: false });
    await eventually(
      () => stateOf(again.id),
      (state) => state === 'unknown',
    );
    expect(await stateOf(unasked.id)).toBe('unknown');
    mended.close();
  });
}
