// Made of the OpenAPI document; not to be edited. To renew it: npx vitest run --project unit tests/unit/client/contract.test.ts -u

import type { Schemas } from './schemas.ts'

export type Queries = {
    listArticles: {
        /** @description How many to a page. */
        limit?: number;
        /** @description A cursor from `page.next`: what comes after that page. */
        after?: string;
        /** @description A cursor from `page.previous`: what comes before that page. Not together with `after`. */
        before?: string;
        /** @description Only these top-level fields, separated by commas; `id` always comes too. Without it: all. */
        fields?: ("id" | "slug" | "url" | "title" | "deck" | "call" | "takeaways" | "topics" | "authors" | "publishedAt" | "modifiedAt" | "edition" | "digest" | "readingMinutes" | "words" | "findings" | "images" | "sources" | "body" | "links")[];
        /** @description Adds what a list leaves out: `body`, `sources` or both. `limit` is then at most 20. */
        include?: ("body" | "sources")[];
        /** @description What `body` is; needs `include=body`. */
        format?: "mdast" | "html" | "markdown" | "text";
        /** @description The slug of a topic. */
        topic?: string;
        /** @description The slug of an author. */
        author?: string;
        /** @description Only articles first published after this moment. */
        publishedAfter?: string;
        /** @description Only articles whose edition became public after this moment. */
        modifiedAfter?: string;
        /** @description Newest first, by this. */
        sort?: "publishedAt" | "modifiedAt";
    };
    getArticle: {
        /** @description Only these top-level fields, separated by commas; `id` always comes too. Without it: all. */
        fields?: ("id" | "slug" | "url" | "title" | "deck" | "call" | "takeaways" | "topics" | "authors" | "publishedAt" | "modifiedAt" | "edition" | "digest" | "readingMinutes" | "words" | "findings" | "images" | "sources" | "body" | "links")[];
        /** @description What `body` is. */
        format?: "mdast" | "html" | "markdown" | "text";
    };
    listEditions: {
        /** @description How many to a page. */
        limit?: number;
        /** @description A cursor from `page.next`: what comes after that page. */
        after?: string;
    };
    getEdition: Record<string, unknown>;
    listFindings: {
        /** @description How many to a page. */
        limit?: number;
        /** @description A cursor from `page.next`: what comes after that page. */
        after?: string;
        /** @description A cursor from `page.previous`: what comes before that page. Not together with `after`. */
        before?: string;
        /** @description The slug of a topic. */
        topic?: string;
        /** @description Only breaks that a hold answers, or only those that none does. */
        status?: "held" | "open";
        /** @description Words of the scale; `10k`, `10,000` and `10000` are one number. */
        scale?: string;
        /** @description Words of the finding. Quotes make a phrase, a minus leaves out. */
        q?: string;
        /** @description Only breaks that can bite at so many users: those whose scale names no more, and those whose scale counts nobody. */
        users?: number;
        /** @description Only breaks, or only holds. */
        kind?: "break" | "hold";
    };
    listTopics: {
        /** @description How many to a page. */
        limit?: number;
        /** @description A cursor from `page.next`: what comes after that page. */
        after?: string;
        /** @description A cursor from `page.previous`: what comes before that page. Not together with `after`. */
        before?: string;
    };
    getTopic: Record<string, unknown>;
    listAuthors: {
        /** @description How many to a page. */
        limit?: number;
        /** @description A cursor from `page.next`: what comes after that page. */
        after?: string;
        /** @description A cursor from `page.previous`: what comes before that page. Not together with `after`. */
        before?: string;
    };
    getAuthor: Record<string, unknown>;
    search: {
        /** @description What to look for. Quotes make a phrase, a minus leaves out. */
        q: string;
        /** @description How many to a page. */
        limit?: number;
        /** @description A cursor from `page.next`: what comes after that page. */
        after?: string;
    };
    listChanges: {
        /** @description The `id` of the last change that you have, or `page.next`. Without it: from the very first. */
        after?: string;
        /** @description How many to a page. */
        limit?: number;
    };
    getOpenApi: Record<string, unknown>;
};

export type Answers = {
    listArticles: Schemas["ArticleList"];
    getArticle: Schemas["Article"];
    listEditions: Schemas["EditionList"];
    getEdition: Schemas["Edition"];
    listFindings: Schemas["FindingList"];
    listTopics: Schemas["TopicList"];
    getTopic: Schemas["Topic"];
    listAuthors: Schemas["AuthorList"];
    getAuthor: Schemas["Author"];
    search: Schemas["SearchResult"];
    listChanges: Schemas["ChangeList"];
    getOpenApi: Record<string, unknown>;
};
