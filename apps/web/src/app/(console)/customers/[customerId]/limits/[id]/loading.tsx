export { DetailLoading as default } from '@/components/list/list-loading.tsx';
