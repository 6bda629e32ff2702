import { type OperationId, operationIds, operationOf } from '@strowger/contracts';
import { notFound, redirect } from 'next/navigation';
import { operationAddress } from '@/reference/reference.ts';

/** The address of an operation for who knows its id alone. */
export default async function OperationPage({ params }: { params: Promise<{ operationId: string }> }) {
  const { operationId } = await params;
  const id = operationId as OperationId;
  if (!operationIds.includes(id)) notFound();
  redirect(operationAddress(operationOf(id).tag, id));
}
