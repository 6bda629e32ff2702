/** One page of a list, and the cursor of the next one; null behind the last. */
export type Page<T> = { items: T[]; nextCursor: string | null };

/**
 * A list that is asked for. Awaited, it is its first page; iterated, every item of it and of all pages behind it, which
 * are fetched as they are needed. Nothing is sent before.
 */
export class Listing<T> implements PromiseLike<Page<T>>, AsyncIterable<T> {
  readonly #fetchPage: (cursor?: string) => Promise<Page<T>>;
  #first: Promise<Page<T>> | undefined;

  constructor(fetchPage: (cursor?: string) => Promise<Page<T>>) {
    this.#fetchPage = fetchPage;
  }

  /** Page after page. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    let page = await this.#firstPage();
    yield page;
    while (page.nextCursor !== null) {
      page = await this.#fetchPage(page.nextCursor);
      yield page;
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.items;
  }

  // biome-ignore lint/suspicious/noThenProperty: awaiting a list gives its page.
  then<A = Page<T>, B = never>(
    resolved?: ((page: Page<T>) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#firstPage().then(resolved, rejected);
  }

  catch<B = never>(rejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<Page<T> | B> {
    return this.#firstPage().catch(rejected);
  }

  finally(settled?: (() => void) | null): Promise<Page<T>> {
    return this.#firstPage().finally(settled);
  }

  #firstPage(): Promise<Page<T>> {
    this.#first ??= this.#fetchPage();
    return this.#first;
  }
}
