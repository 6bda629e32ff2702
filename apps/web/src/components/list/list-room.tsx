'use client';

import { Plus, SlidersHorizontal } from 'lucide-react';
import { type ReactNode, Suspense, useCallback, useState } from 'react';
import { useColumnChoice } from '@/lib/column-choice.ts';
import { onDemand } from '@/lib/on-demand.ts';
import type { SetUrlState } from '@/lib/use-url-state.ts';
import { t } from '@/messages.ts';
import { PageHeader } from '../page-header.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { type Option, Select } from '../ui/select.tsx';
import type { Column } from './column.ts';
import { DataTable } from './data-table.tsx';
import { ListBody, type ListQuery } from './list-body.tsx';
import type { EmptyList } from './list-states.tsx';
import { SearchField } from './search-field.tsx';
import type { ListParams, ListState } from './use-list-state.ts';

const ListEmpty = onDemand(() => import('./list-states.tsx').then((module) => module.ListEmpty));
const ListNoMatch = onDemand(() => import('./list-states.tsx').then((module) => module.ListNoMatch));
const ViewMenu = onDemand(() => import('./view-menu.tsx').then((module) => module.ViewMenu));

/** A filter by one of a few values, which stands in the address under its name. */
export type Filter = { name: string; label: string; options: readonly Option[] };

/** The form for a new one, and who may open it. */
export type Creation = {
  may: boolean;
  label: string;
  icon?: ReactNode;
  /** Fetches its code, as a pointer comes near. */
  preload: () => void;
  form: (onClose: () => void) => ReactNode;
};

type Texts = { title: string; search?: string; noMatch?: string; noMatchText?: string };

type Page<Row> = { items: readonly Row[]; nextCursor: string | null };

export type ListRoomProps<Row extends { id: string }> = {
  /** Names the choice of columns and the exported file. */
  name: string;
  text: Texts;
  lead?: ReactNode;
  list: ListState;
  query: ListQuery<Row> & { isPlaceholderData?: boolean };
  columns: readonly Column<Row>[];
  filters?: readonly Filter[];
  /** Filters of other kinds, and the names by which they stand in the address. */
  moreFilters?: { names: readonly string[]; controls: ReactNode };
  empty: EmptyList & { curl?: string; action?: ReactNode };
  create?: Creation;
  /** Acts beside the one that creates. */
  acts?: ReactNode;
  /** Reads any page of what is listed, for the export. */
  readPage?: (cursor: string) => Promise<Page<Row>>;
  /** Acts on chosen rows. @param done lets go of the choice */
  bulk?: (rows: readonly Row[], done: () => void) => ReactNode;
  /** It is part of a page that has a title of its own: its acts stand beside the filters. */
  embedded?: boolean;
  /** Stands between the filters and the table. */
  children?: ReactNode;
};

/** A list: its title, search, filters, table, pages, states and the form for a new one. A room says what is in it. */
export function ListRoom<Row extends { id: string }>(props: ListRoomProps<Row>) {
  const { name, text, lead, list, query, columns, filters = [], moreFilters, empty, create, acts } = props;
  const state: Record<string, unknown> = list.state;
  const set = list.set as SetUrlState<ListParams & Record<string, never>> as (
    changes: Record<string, unknown>,
    how?: 'push',
  ) => void;
  const onSearch = useCallback((search: string) => set({ search, cursor: '' }), [set]);
  const [switched, toggle] = useColumnChoice(name);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());

  const filterNames = ['search', ...filters.map((filter) => filter.name), ...(moreFilters?.names ?? [])];
  const isFiltered = filterNames.some((key) => list.params[key] && state[key] !== list.params[key].fallback);
  const clear = () =>
    set(Object.fromEntries(['cursor', ...filterNames].map((key) => [key, list.params[key]?.fallback])));
  const shown = columns.filter(({ key, optional = false }) => switched.has(key) === optional);
  const rows = query.data?.items;
  const isSorted = list.params.sort !== undefined;
  const bulkRows = rows?.filter((row) => chosen.has(row.id)) ?? [];
  const createButton = create?.may && (
    <Button
      data-create
      variant="primary"
      icon={create.icon ?? <Plus aria-hidden className="size-3.5" />}
      onClick={() => set({ new: true })}
      onPointerEnter={create.preload}
      onFocus={create.preload}
    >
      {create.label}
    </Button>
  );
  return (
    <>
      {!props.embedded && (
        <PageHeader title={text.title} lead={lead}>
          {acts}
          {createButton}
        </PageHeader>
      )}
      <div className="mb-2 flex flex-wrap items-center gap-2">
        {text.search !== undefined && (
          <SearchField label={text.search} value={String(state.search)} onSearch={onSearch} />
        )}
        {filters.map((filter) => (
          <Select
            key={filter.name}
            aria-label={filter.label}
            className="w-36 shrink-0"
            empty={`${filter.label}: ${t.common.all}`}
            options={filter.options}
            value={String(state[filter.name] ?? '')}
            onChange={({ target }) => set({ [filter.name]: target.value || null, cursor: '' })}
          />
        ))}
        {moreFilters?.controls}
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {props.embedded && (
            <>
              {acts}
              {createButton}
            </>
          )}
          <MenuButton
            label={t.common.view}
            triggerClass={buttonClass('ghost', 'icon')}
            trigger={<SlidersHorizontal aria-hidden className="size-3.5" />}
            onNear={ViewMenu.preload}
          >
            <ViewMenu
              name={name}
              columns={columns as readonly Column<never>[]}
              switched={switched}
              onToggle={toggle}
              readPage={props.readPage as ((cursor: string) => Promise<Page<never>>) | undefined}
            />
          </MenuButton>
        </div>
      </div>
      {props.children}
      {props.bulk && bulkRows.length > 0 && (
        <section
          aria-label={t.common.chosen(bulkRows.length)}
          className="sticky top-14 z-20 mb-2 flex flex-wrap items-center gap-2 rounded-md border bg-raised px-3 py-1.5 shadow-raised"
        >
          <span role="status" className="mr-auto font-medium">
            {t.common.chosen(bulkRows.length)}
          </span>
          {props.bulk(bulkRows, () => setChosen(new Set()))}
          <Button variant="ghost" size="sm" onClick={() => setChosen(new Set())}>
            {t.common.cancel}
          </Button>
        </section>
      )}
      <ListBody
        query={query}
        cursor={list.state.cursor}
        onCursor={(cursor) => set({ cursor }, 'push')}
        empty={
          isFiltered ? (
            <ListNoMatch title={text.noMatch ?? ''} text={text.noMatchText ?? ''} onClear={clear} />
          ) : (
            <ListEmpty
              {...empty}
              action={
                <span className="flex flex-wrap justify-center gap-2">
                  {createButton}
                  {empty.action}
                </span>
              }
            />
          )
        }
      >
        <DataTable
          label={text.title}
          columns={shown}
          rows={rows}
          rowKey={(row) => row.id}
          stale={query.isPlaceholderData ?? false}
          sorting={
            isSorted ? { value: String(state.sort), onSort: (sort) => set({ sort, cursor: '' }) } : undefined
          }
          selection={props.bulk && { chosen, onChange: setChosen }}
        />
      </ListBody>
      <Suspense>{create?.may && list.state.new && create.form(() => set({ new: false }))}</Suspense>
    </>
  );
}
