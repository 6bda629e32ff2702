import { NotFoundState } from '@/components/not-found-state.tsx';

export default function NotFound() {
  return (
    <main className="px-4 py-6">
      <NotFoundState />
    </main>
  );
}
