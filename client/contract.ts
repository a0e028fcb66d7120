// Made of the OpenAPI document; not to be edited. To renew it: npx vitest run --project unit tests/unit/client/contract.test.ts -u

export interface paths {
    "/articles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Articles, the newest first
         * @description Without `body` and `sources`, unless `include` asks for them.
         */
        get: operations["listArticles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/articles/{article}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One article
         * @description By its slug, or by its id, which stays when it gets another slug. An old slug answers 308.
         */
        get: operations["getArticle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/articles/{article}/editions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The editions of an article, the newest first
         * @description Every text that was public under this article, with what each changed. None while it is withdrawn.
         */
        get: operations["listEditions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/articles/{article}/editions/{edition}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One edition, as it was published
         * @description What it says never changes: asked for by the article’s id, it may be kept for good. It answers 410 once it was withdrawn.
         */
        get: operations["getEdition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Breaks and holds of all articles
         * @description Those of the newest article first, in the order of its text.
         */
        get: operations["listFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Topics
         * @description In the order that the editors gave them.
         */
        get: operations["listTopics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/topics/{topic}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One topic
         * @description By its slug or its id. Its articles are at `links.articles`.
         */
        get: operations["getTopic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/authors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Authors, by name
         * @description Those who write here, also those of whom nothing is public now.
         */
        get: operations["listAuthors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/authors/{author}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One author
         * @description By slug or id. What they wrote is at `links.articles`.
         */
        get: operations["getAuthor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Findings, articles and topics by their words
         * @description Findings first, then articles, then topics, the best first; at most 100. It has a quota of its own beside the other.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed, in order
         * @description Every publication, revision, move and withdrawal since the beginning, the oldest first. Keep `page.next` and give it as `after` next time: it is good for ever. An article may be named more than once; what it is now is at `article.json`.
         */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This description
         * @description OpenAPI 3.1.
         */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An article, whole. */
        Article: {
            /**
             * @description Opaque and permanent: it stays when the article gets another address.
             * @example a_01j8x0000000000000000000aa
             */
            id: string;
            /**
             * @description Lower-case words joined by hyphens.
             * @example scale
             */
            slug: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            url: string;
            title: string;
            /** @description The line under the title. */
            deck: string;
            call: components["schemas"]["Call"] | null;
            takeaways: string[];
            topics: components["schemas"]["Named"][];
            authors: components["schemas"]["Named"][];
            /**
             * Format: date-time
             * @description ISO 8601 in UTC with milliseconds.
             * @example 2026-09-08T08:00:00.000Z
             */
            publishedAt: string;
            /**
             * Format: date-time
             * @description When this edition became public.
             * @example 2026-09-08T08:00:00.000Z
             */
            modifiedAt: string;
            /** @description Number of the edition: 1 when it was first published. */
            edition: number;
            /** @description SHA-256 of the edition’s canonical JSON (RFC 8785). */
            digest: string;
            readingMinutes: number;
            words: number;
            /** @description Breaks and holds in the order of the text. */
            findings: components["schemas"]["Finding"][];
            images: {
                plate: components["schemas"]["Plate"] | null;
            };
            links: {
                /**
                 * Format: uri
                 * @description An absolute address.
                 */
                html: string;
                /**
                 * Format: uri
                 * @description An absolute address.
                 */
                markdown: string;
                /**
                 * Format: uri
                 * @description An absolute address.
                 */
                json: string;
            };
            sources: components["schemas"]["Source"][];
            /** @description An mdast root, or a string when `format` asks for html, markdown or text. */
            body: components["schemas"]["Mdast"] | string;
        };
        /** @description An article that was found. */
        ArticleHit: {
            /** @constant */
            type: "article";
            title: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            url: string;
            excerpt: components["schemas"]["Excerpt"];
            deck: string;
            article: components["schemas"]["ArticleRef"];
        };
        ArticleList: {
            data: components["schemas"]["ArticleSummary"][];
            page: components["schemas"]["Page"];
        };
        /** @description The fields of an article that were asked for; `id` is always there. */
        ArticlePart: {
            /**
             * @description Opaque and permanent: it stays when the article gets another address.
             * @example a_01j8x0000000000000000000aa
             */
            id: string;
            /**
             * @description Lower-case words joined by hyphens.
             * @example scale
             */
            slug?: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            url?: string;
            title?: string;
            /** @description The line under the title. */
            deck?: string;
            call?: components["schemas"]["Call"] | null;
            takeaways?: string[];
            topics?: components["schemas"]["Named"][];
            authors?: components["schemas"]["Named"][];
            /**
             * Format: date-time
             * @description ISO 8601 in UTC with milliseconds.
             * @example 2026-09-08T08:00:00.000Z
             */
            publishedAt?: string;
            /**
             * Format: date-time
             * @description When this edition became public.
             * @example 2026-09-08T08:00:00.000Z
             */
            modifiedAt?: string;
            /** @description Number of the edition: 1 when it was first published. */
            edition?: number;
            /** @description SHA-256 of the edition’s canonical JSON (RFC 8785). */
            digest?: string;
            readingMinutes?: number;
            words?: number;
            /** @description Breaks and holds in the order of the text. */
            findings?: components["schemas"]["Finding"][];
            images?: {
                plate: components["schemas"]["Plate"] | null;
            };
            links?: {
                /**
                 * Format: uri
                 * @description An absolute address.
                 */
                html: string;
                /**
                 * Format: uri
                 * @description An absolute address.
                 */
                markdown: string;
                /**
                 * Format: uri
                 * @description An absolute address.
                 */
                json: string;
            };
            sources?: components["schemas"]["Source"][];
            /** @description An mdast root, or a string when `format` asks for html, markdown or text. */
            body?: components["schemas"]["Mdast"] | string;
        };
        ArticlePartList: {
            data: components["schemas"]["ArticlePart"][];
            page: components["schemas"]["Page"];
        };
        /** @description An article, by name and address. */
        ArticleRef: {
            /**
             * @description Opaque and permanent: it stays when the article gets another address.
             * @example a_01j8x0000000000000000000aa
             */
            id: string;
            /**
             * @description Lower-case words joined by hyphens.
             * @example scale
             */
            slug: string;
            title: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            url: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC with milliseconds.
             * @example 2026-09-08T08:00:00.000Z
             */
            publishedAt: string;
        };
        /** @description An article without its body and sources. */
        ArticleSummary: {
            /**
             * @description Opaque and permanent: it stays when the article gets another address.
             * @example a_01j8x0000000000000000000aa
             */
            id: string;
            /**
             * @description Lower-case words joined by hyphens.
             * @example scale
             */
            slug: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            url: string;
            title: string;
            /** @description The line under the title. */
            deck: string;
            call: components["schemas"]["Call"] | null;
            takeaways: string[];
            topics: components["schemas"]["Named"][];
            authors: components["schemas"]["Named"][];
            /**
             * Format: date-time
             * @description ISO 8601 in UTC with milliseconds.
             * @example 2026-09-08T08:00:00.000Z
             */
            publishedAt: string;
            /**
             * Format: date-time
             * @description When this edition became public.
             * @example 2026-09-08T08:00:00.000Z
             */
            modifiedAt: string;
            /** @description Number of the edition: 1 when it was first published. */
            edition: number;
            /** @description SHA-256 of the edition’s canonical JSON (RFC 8785). */
            digest: string;
            readingMinutes: number;
            words: number;
            /** @description Breaks and holds in the order of the text. */
            findings: components["schemas"]["Finding"][];
            images: {
                plate: components["schemas"]["Plate"] | null;
            };
            links: {
                /**
                 * Format: uri
                 * @description An absolute address.
                 */
                html: string;
                /**
                 * Format: uri
                 * @description An absolute address.
                 */
                markdown: string;
                /**
                 * Format: uri
                 * @description An absolute address.
                 */
                json: string;
            };
        };
        Author: {
            /** @description Opaque and permanent: it stays when the record is renamed. */
            id: string;
            /**
             * @description Lower-case words joined by hyphens.
             * @example scale
             */
            slug: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            url: string;
            name: string;
            bio: string;
            /** @description Interests that bear on what is written. */
            disclosure: string | null;
            profiles: {
                label: string;
                url: string;
            }[];
            /** @description How many public articles there are. */
            articleCount: number;
            links: components["schemas"]["RecordLinks"];
        };
        AuthorList: {
            data: components["schemas"]["Author"][];
            page: components["schemas"]["Page"];
        };
        /** @description How something fails, how that shows, and from which scale on. */
        Break: {
            /**
             * @description `b1` for a break, `h1` for a hold: permanent within its article, never used again.
             * @example b1
             */
            id: string;
            /** @constant */
            kind: "break";
            title: string;
            /** @description How it shows itself. */
            shows: string | null;
            /** @description The scale from which on it breaks. */
            scale: string | null;
            cost: string | null;
            /**
             * @description `open` when no hold of the article answers the break.
             * @enum {string}
             */
            status: "held" | "open";
            /** @description Holds of the same article that answer it. */
            heldBy: string[];
            /**
             * Format: uri
             * @description An absolute address.
             */
            url: string;
        };
        /** @description The decision that an article argues for, and the conditions around it. */
        Call: {
            decision: string;
            holdsWhen: string;
            skipWhen: string;
            costOfWrong: string;
            undo: string;
        };
        /** @description What happened to one article. */
        Change: {
            /**
             * @description Give it as `after` to read on from here. It is good for ever.
             * @example 412.0.9f3c21aa01b2c3d4
             */
            id: string;
            /**
             * @description `refreshed`: its text stayed, but a topic, an author, a picture or an article that it shows is another now. `withdrawn`: delete your copy.
             * @enum {string}
             */
            type: "published" | "revised" | "moved" | "withdrawn" | "refreshed";
            /**
             * Format: date-time
             * @description ISO 8601 in UTC with milliseconds.
             * @example 2026-09-08T08:00:00.000Z
             */
            at: string;
            /** @description Number of its journal entry. An answer whose `X-Revision` is below it comes from a cache and is of before the change. */
            revision: number;
            article: {
                /**
                 * @description Opaque and permanent: it stays when the article gets another address.
                 * @example a_01j8x0000000000000000000aa
                 */
                id: string;
                /**
                 * @description Lower-case words joined by hyphens.
                 * @example scale
                 */
                slug: string;
                /**
                 * Format: uri
                 * @description An absolute address.
                 */
                url: string;
                edition: number | null;
                digest: string | null;
                /**
                 * Format: uri
                 * @description The article at this API, by its permanent id.
                 */
                json: string;
            };
            /** @description What a moved article was called before. */
            previousSlug: string | null;
            /** @description Why a withdrawn article is gone, if the editors say so. */
            reason: string | null;
        };
        /** @description Changes, the oldest first. */
        ChangeList: {
            data: components["schemas"]["Change"][];
            page: {
                /** @description Keep it, and give it as `after` when you ask again. Null only while there is no change at all. */
                next: string | null;
                limit: number;
                /** @description Whether more changes are waiting already. */
                hasMore: boolean;
            };
        };
        /** @description One edition exactly as it was published. */
        Edition: {
            /**
             * @description Opaque and permanent: it stays when the article gets another address.
             * @example a_01j8x0000000000000000000aa
             */
            articleId: string;
            /** @description Number of the edition: 1 when it was first published. */
            edition: number;
            /** @description SHA-256 of the edition’s canonical JSON (RFC 8785). */
            digest: string;
            title: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC with milliseconds.
             * @example 2026-09-08T08:00:00.000Z
             */
            publishedAt: string;
            /**
             * Format: date-time
             * @description When this edition became public.
             * @example 2026-09-08T08:00:00.000Z
             */
            modifiedAt: string;
            /**
             * Format: uri
             * @description Address of this edition as JSON; what it answers never changes.
             */
            url: string;
            /**
             * @description Lower-case words joined by hyphens.
             * @example scale
             */
            slug: string;
            deck: string;
            call: components["schemas"]["Call"] | null;
            takeaways: string[];
            topicIds: string[];
            authorIds: string[];
            findings: ({
                id: string;
                /** @constant */
                kind: "break";
                title: string;
                shows: string | null;
                scale: string | null;
                cost: string | null;
                /** @enum {string} */
                status: "held" | "open";
                heldBy: string[];
            } | {
                id: string;
                /** @constant */
                kind: "hold";
                title: string;
                answers: string[];
                cost: string | null;
                verifiedSince: string | null;
            })[];
            sources: components["schemas"]["Source"][];
            /** @description The mdast root as it was published: links to articles are `article:{id}`, pictures `media:{id}`, so that it stays the same when they are renamed. */
            body: components["schemas"]["Mdast"];
            /** @description The exact text that `digest` is the SHA-256 of: canonical JSON (RFC 8785). The journal names the digest. */
            canonical: string;
        };
        EditionList: {
            data: components["schemas"]["EditionNote"][];
            page: components["schemas"]["Page"];
        };
        /** @description An edition in the list of an article’s editions. */
        EditionNote: {
            /** @description Number of the edition: 1 when it was first published. */
            edition: number;
            /** @description SHA-256 of the edition’s canonical JSON (RFC 8785). */
            digest: string;
            title: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC with milliseconds.
             * @example 2026-09-08T08:00:00.000Z
             */
            publishedAt: string;
            /**
             * Format: date-time
             * @description When this edition became public.
             * @example 2026-09-08T08:00:00.000Z
             */
            modifiedAt: string;
            /**
             * Format: uri
             * @description Address of this edition as JSON; what it answers never changes.
             */
            url: string;
            /** @description What it changed, in short sentences. */
            changes: string;
        };
        /** @description Words in their context; `match` marks those that were asked for. */
        Excerpt: {
            text: string;
            match: boolean;
        }[];
        /** @description A break or a hold. */
        Finding: components["schemas"]["Break"] | components["schemas"]["Hold"];
        /** @description A break or a hold that was found. Only breaks have a status. */
        FindingHit: {
            /** @constant */
            type: "finding";
            title: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            url: string;
            excerpt: components["schemas"]["Excerpt"];
            finding: {
                /**
                 * @description `b1` for a break, `h1` for a hold: permanent within its article, never used again.
                 * @example b1
                 */
                id: string;
                /** @enum {string} */
                kind: "break" | "hold";
                status: ("held" | "open") | null;
            };
            article: components["schemas"]["FoundIn"];
        };
        FindingList: {
            data: components["schemas"]["ListedFinding"][];
            page: components["schemas"]["Page"];
        };
        /** @description The article in which a finding was found. */
        FoundIn: {
            /**
             * @description Opaque and permanent: it stays when the article gets another address.
             * @example a_01j8x0000000000000000000aa
             */
            id: string;
            /**
             * @description Lower-case words joined by hyphens.
             * @example scale
             */
            slug: string;
            title: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            url: string;
        };
        Hit: components["schemas"]["FindingHit"] | components["schemas"]["ArticleHit"] | components["schemas"]["TopicHit"];
        /** @description What carries the load across one or more breaks. */
        Hold: {
            /**
             * @description `b1` for a break, `h1` for a hold: permanent within its article, never used again.
             * @example b1
             */
            id: string;
            /** @constant */
            kind: "hold";
            title: string;
            /** @description Breaks of the same article that it answers. */
            answers: string[];
            cost: string | null;
            /** @description The day since which it is known to hold. */
            verifiedSince: string | null;
            /**
             * Format: uri
             * @description An absolute address.
             */
            url: string;
        };
        ListedBreak: {
            /**
             * @description `b1` for a break, `h1` for a hold: permanent within its article, never used again.
             * @example b1
             */
            id: string;
            /** @constant */
            kind: "break";
            title: string;
            /** @description How it shows itself. */
            shows: string | null;
            /** @description The scale from which on it breaks. */
            scale: string | null;
            cost: string | null;
            /**
             * @description `open` when no hold of the article answers the break.
             * @enum {string}
             */
            status: "held" | "open";
            /** @description Holds of the same article that answer it. */
            heldBy: string[];
            /**
             * Format: uri
             * @description An absolute address.
             */
            url: string;
            article: components["schemas"]["ArticleRef"];
        };
        /** @description A break or a hold, and the article that it stands in. */
        ListedFinding: components["schemas"]["ListedBreak"] | components["schemas"]["ListedHold"];
        ListedHold: {
            /**
             * @description `b1` for a break, `h1` for a hold: permanent within its article, never used again.
             * @example b1
             */
            id: string;
            /** @constant */
            kind: "hold";
            title: string;
            /** @description Breaks of the same article that it answers. */
            answers: string[];
            cost: string | null;
            /** @description The day since which it is known to hold. */
            verifiedSince: string | null;
            /**
             * Format: uri
             * @description An absolute address.
             */
            url: string;
            article: components["schemas"]["ArticleRef"];
        };
        /** @description An mdast root (https://github.com/syntax-tree/mdast) with GFM tables, footnotes, and directives for our blocks. */
        Mdast: {
            /** @constant */
            type: "root";
            children: Record<string, unknown>[];
        };
        /** @description A topic or an author, by name and address. */
        Named: {
            /**
             * @description Lower-case words joined by hyphens.
             * @example scale
             */
            slug: string;
            name: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            url: string;
        };
        Page: {
            /** @description Give it as `after` for the next page; null at the end. */
            next: string | null;
            /** @description Give it as `before` for the page before; null at the beginning. */
            previous: string | null;
            limit: number;
            /** @description Whether there is a next page. */
            hasMore: boolean;
        };
        /** @description The cover as SVG: each address names its content and never changes. */
        Plate: {
            /**
             * Format: uri
             * @description An absolute address.
             */
            "3x2": string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            "1x1": string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            wide: string;
            alt: string;
        };
        /** @description What went wrong (RFC 9457). */
        Problem: {
            /**
             * Format: uri
             * @description Which problem it is: an address that explains it. Its fragment never changes.
             */
            type: string;
            title: string;
            status: number;
            /** @description What is wrong with this request, and what to do. */
            detail: string;
            /** @description The id of the request: quote it when you write to us. */
            instance: string;
            /** @description Each parameter that is wrong, and what would be right. */
            errors?: {
                parameter: string;
                detail: string;
            }[];
            /** @description Which quotas are used up. */
            "violated-policies"?: string[];
        };
        /** @description The page, this record, its articles here, and its feeds. */
        RecordLinks: {
            /**
             * Format: uri
             * @description An absolute address.
             */
            html: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            json: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            articles: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            rss: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            atom: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            jsonFeed: string;
        };
        SearchResult: {
            data: components["schemas"]["Hit"][];
            page: components["schemas"]["Page"];
            /** @description Where nothing was found: similar words that would find something. */
            didYouMean: string | null;
        };
        /** @description What a footnote names, and the day on which it was looked at. */
        Source: {
            title: string;
            publisher: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            url: string;
            /** Format: date */
            checkedAt: string;
        };
        Topic: {
            /** @description Opaque and permanent: it stays when the record is renamed. */
            id: string;
            /**
             * @description Lower-case words joined by hyphens.
             * @example scale
             */
            slug: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            url: string;
            name: string;
            description: string;
            /**
             * @description How the lines of its plates run.
             * @enum {string}
             */
            loadCase: "footing" | "vessel" | "shear" | "cable" | "seam" | "lap" | "cyclic" | "column";
            /** @description How many public articles there are. */
            articleCount: number;
            images: {
                sheet: {
                    /**
                     * Format: uri
                     * @description An absolute address.
                     */
                    square: string;
                    /**
                     * Format: uri
                     * @description An absolute address.
                     */
                    wide: string;
                } | null;
            };
            links: components["schemas"]["RecordLinks"];
        };
        /** @description A topic that was found. */
        TopicHit: {
            /** @constant */
            type: "topic";
            title: string;
            /**
             * Format: uri
             * @description An absolute address.
             */
            url: string;
            excerpt: components["schemas"]["Excerpt"];
            topic: {
                id: string;
                slug: string;
            };
        };
        TopicList: {
            data: components["schemas"]["Topic"][];
            page: components["schemas"]["Page"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listArticles: {
        parameters: {
            query?: {
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
                /**
                 * @description The slug of a topic.
                 * @example scale
                 */
                topic?: string;
                /**
                 * @description The slug of an author.
                 * @example editorial-desk
                 */
                author?: string;
                /**
                 * @description Only articles first published after this moment.
                 * @example 2026-09-01T08:00:00Z
                 */
                publishedAfter?: string;
                /**
                 * @description Only articles whose edition became public after this moment.
                 * @example 2026-09-01T08:00:00Z
                 */
                modifiedAfter?: string;
                /** @description Newest first, by this. */
                sort?: "publishedAt" | "modifiedAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    /** @description A strong entity tag of exactly this answer: send it back as `If-None-Match`. */
                    ETag?: string;
                    /** @description When what is answered last changed. */
                    "Last-Modified"?: string;
                    /** @description Neighbouring pages, other forms, and this description (RFC 8288). */
                    Link?: string;
                    /** @description What is left of each quota and when it is whole again, such as `"anon";r=598;t=41`. */
                    RateLimit?: string;
                    /** @description The quotas, such as `"anon";q=600;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The id of the request. */
                    "X-Request-Id"?: string;
                    /** @description Number of the newest journal entry that the answer was read at. */
                    "X-Revision"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleList"] | components["schemas"]["ArticlePartList"];
                };
            };
            /** @description Nothing has changed since. It costs no quota. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-parameter`, `unreadable-request`, `invalid-cursor` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed` */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address-too-long` */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded` */
            429: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getArticle: {
        parameters: {
            query?: {
                /** @description Only these top-level fields, separated by commas; `id` always comes too. Without it: all. */
                fields?: ("id" | "slug" | "url" | "title" | "deck" | "call" | "takeaways" | "topics" | "authors" | "publishedAt" | "modifiedAt" | "edition" | "digest" | "readingMinutes" | "words" | "findings" | "images" | "sources" | "body" | "links")[];
                /** @description What `body` is. */
                format?: "mdast" | "html" | "markdown" | "text";
            };
            header?: never;
            path: {
                /**
                 * @description Slug or id of an article.
                 * @example queue-architecture-async-workloads
                 */
                article: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    /** @description A strong entity tag of exactly this answer: send it back as `If-None-Match`. */
                    ETag?: string;
                    /** @description When what is answered last changed. */
                    "Last-Modified"?: string;
                    /** @description Neighbouring pages, other forms, and this description (RFC 8288). */
                    Link?: string;
                    /** @description What is left of each quota and when it is whole again, such as `"anon";r=598;t=41`. */
                    RateLimit?: string;
                    /** @description The quotas, such as `"anon";q=600;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The id of the request. */
                    "X-Request-Id"?: string;
                    /** @description Number of the newest journal entry that the answer was read at. */
                    "X-Revision"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"] | components["schemas"]["ArticlePart"];
                };
            };
            /** @description Nothing has changed since. It costs no quota. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It has another address now: `Location`. */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-parameter`, `unreadable-request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed` */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `gone` */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address-too-long` */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded` */
            429: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEditions: {
        parameters: {
            query?: {
                /** @description How many to a page. */
                limit?: number;
                /** @description A cursor from `page.next`: what comes after that page. */
                after?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Slug or id of an article.
                 * @example queue-architecture-async-workloads
                 */
                article: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    /** @description A strong entity tag of exactly this answer: send it back as `If-None-Match`. */
                    ETag?: string;
                    /** @description When what is answered last changed. */
                    "Last-Modified"?: string;
                    /** @description Neighbouring pages, other forms, and this description (RFC 8288). */
                    Link?: string;
                    /** @description What is left of each quota and when it is whole again, such as `"anon";r=598;t=41`. */
                    RateLimit?: string;
                    /** @description The quotas, such as `"anon";q=600;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The id of the request. */
                    "X-Request-Id"?: string;
                    /** @description Number of the newest journal entry that the answer was read at. */
                    "X-Revision"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionList"];
                };
            };
            /** @description Nothing has changed since. It costs no quota. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It has another address now: `Location`. */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-parameter`, `unreadable-request`, `invalid-cursor` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed` */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `gone` */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address-too-long` */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded` */
            429: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEdition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug or id of an article.
                 * @example queue-architecture-async-workloads
                 */
                article: string;
                /**
                 * @description Number of an edition.
                 * @example 1
                 */
                edition: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    /** @description A strong entity tag of exactly this answer: send it back as `If-None-Match`. */
                    ETag?: string;
                    /** @description When what is answered last changed. */
                    "Last-Modified"?: string;
                    /** @description Neighbouring pages, other forms, and this description (RFC 8288). */
                    Link?: string;
                    /** @description What is left of each quota and when it is whole again, such as `"anon";r=598;t=41`. */
                    RateLimit?: string;
                    /** @description The quotas, such as `"anon";q=600;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The id of the request. */
                    "X-Request-Id"?: string;
                    /** @description Number of the newest journal entry that the answer was read at. */
                    "X-Revision"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Edition"];
                };
            };
            /** @description Nothing has changed since. It costs no quota. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It has another address now: `Location`. */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-parameter`, `unreadable-request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed` */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `gone` */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address-too-long` */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded` */
            429: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFindings: {
        parameters: {
            query?: {
                /** @description How many to a page. */
                limit?: number;
                /** @description A cursor from `page.next`: what comes after that page. */
                after?: string;
                /** @description A cursor from `page.previous`: what comes before that page. Not together with `after`. */
                before?: string;
                /**
                 * @description The slug of a topic.
                 * @example scale
                 */
                topic?: string;
                /** @description Only breaks that a hold answers, or only those that none does. */
                status?: "held" | "open";
                /** @description Only breaks, or only holds. */
                kind?: "break" | "hold";
                /**
                 * @description Words of the scale; `10k`, `10,000` and `10000` are one number.
                 * @example retry storm
                 */
                scale?: string;
                /**
                 * @description Words of the finding. Quotes make a phrase, a minus leaves out.
                 * @example retry storm
                 */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    /** @description A strong entity tag of exactly this answer: send it back as `If-None-Match`. */
                    ETag?: string;
                    /** @description When what is answered last changed. */
                    "Last-Modified"?: string;
                    /** @description Neighbouring pages, other forms, and this description (RFC 8288). */
                    Link?: string;
                    /** @description What is left of each quota and when it is whole again, such as `"anon";r=598;t=41`. */
                    RateLimit?: string;
                    /** @description The quotas, such as `"anon";q=600;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The id of the request. */
                    "X-Request-Id"?: string;
                    /** @description Number of the newest journal entry that the answer was read at. */
                    "X-Revision"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingList"];
                };
            };
            /** @description Nothing has changed since. It costs no quota. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-parameter`, `unreadable-request`, `invalid-cursor` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed` */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address-too-long` */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded` */
            429: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTopics: {
        parameters: {
            query?: {
                /** @description How many to a page. */
                limit?: number;
                /** @description A cursor from `page.next`: what comes after that page. */
                after?: string;
                /** @description A cursor from `page.previous`: what comes before that page. Not together with `after`. */
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    /** @description A strong entity tag of exactly this answer: send it back as `If-None-Match`. */
                    ETag?: string;
                    /** @description When what is answered last changed. */
                    "Last-Modified"?: string;
                    /** @description Neighbouring pages, other forms, and this description (RFC 8288). */
                    Link?: string;
                    /** @description What is left of each quota and when it is whole again, such as `"anon";r=598;t=41`. */
                    RateLimit?: string;
                    /** @description The quotas, such as `"anon";q=600;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The id of the request. */
                    "X-Request-Id"?: string;
                    /** @description Number of the newest journal entry that the answer was read at. */
                    "X-Revision"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicList"];
                };
            };
            /** @description Nothing has changed since. It costs no quota. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-parameter`, `unreadable-request`, `invalid-cursor` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed` */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address-too-long` */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded` */
            429: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTopic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug or id of a topic.
                 * @example scale
                 */
                topic: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    /** @description A strong entity tag of exactly this answer: send it back as `If-None-Match`. */
                    ETag?: string;
                    /** @description When what is answered last changed. */
                    "Last-Modified"?: string;
                    /** @description Neighbouring pages, other forms, and this description (RFC 8288). */
                    Link?: string;
                    /** @description What is left of each quota and when it is whole again, such as `"anon";r=598;t=41`. */
                    RateLimit?: string;
                    /** @description The quotas, such as `"anon";q=600;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The id of the request. */
                    "X-Request-Id"?: string;
                    /** @description Number of the newest journal entry that the answer was read at. */
                    "X-Revision"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Topic"];
                };
            };
            /** @description Nothing has changed since. It costs no quota. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It has another address now: `Location`. */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-parameter`, `unreadable-request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed` */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `gone` */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address-too-long` */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded` */
            429: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuthors: {
        parameters: {
            query?: {
                /** @description How many to a page. */
                limit?: number;
                /** @description A cursor from `page.next`: what comes after that page. */
                after?: string;
                /** @description A cursor from `page.previous`: what comes before that page. Not together with `after`. */
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    /** @description A strong entity tag of exactly this answer: send it back as `If-None-Match`. */
                    ETag?: string;
                    /** @description When what is answered last changed. */
                    "Last-Modified"?: string;
                    /** @description Neighbouring pages, other forms, and this description (RFC 8288). */
                    Link?: string;
                    /** @description What is left of each quota and when it is whole again, such as `"anon";r=598;t=41`. */
                    RateLimit?: string;
                    /** @description The quotas, such as `"anon";q=600;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The id of the request. */
                    "X-Request-Id"?: string;
                    /** @description Number of the newest journal entry that the answer was read at. */
                    "X-Revision"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorList"];
                };
            };
            /** @description Nothing has changed since. It costs no quota. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-parameter`, `unreadable-request`, `invalid-cursor` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed` */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address-too-long` */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded` */
            429: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuthor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug or id of an author.
                 * @example editorial-desk
                 */
                author: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    /** @description A strong entity tag of exactly this answer: send it back as `If-None-Match`. */
                    ETag?: string;
                    /** @description When what is answered last changed. */
                    "Last-Modified"?: string;
                    /** @description Neighbouring pages, other forms, and this description (RFC 8288). */
                    Link?: string;
                    /** @description What is left of each quota and when it is whole again, such as `"anon";r=598;t=41`. */
                    RateLimit?: string;
                    /** @description The quotas, such as `"anon";q=600;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The id of the request. */
                    "X-Request-Id"?: string;
                    /** @description Number of the newest journal entry that the answer was read at. */
                    "X-Revision"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Author"];
                };
            };
            /** @description Nothing has changed since. It costs no quota. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It has another address now: `Location`. */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-parameter`, `unreadable-request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed` */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `gone` */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address-too-long` */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded` */
            429: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                /**
                 * @description What to look for. Quotes make a phrase, a minus leaves out.
                 * @example retry storm
                 */
                q: string;
                /** @description How many to a page. */
                limit?: number;
                /** @description A cursor from `page.next`: what comes after that page. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    /** @description A strong entity tag of exactly this answer: send it back as `If-None-Match`. */
                    ETag?: string;
                    /** @description When what is answered last changed. */
                    "Last-Modified"?: string;
                    /** @description Neighbouring pages, other forms, and this description (RFC 8288). */
                    Link?: string;
                    /** @description What is left of each quota and when it is whole again, such as `"anon";r=598;t=41`. */
                    RateLimit?: string;
                    /** @description The quotas, such as `"anon";q=600;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The id of the request. */
                    "X-Request-Id"?: string;
                    /** @description Number of the newest journal entry that the answer was read at. */
                    "X-Revision"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResult"];
                };
            };
            /** @description Nothing has changed since. It costs no quota. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-parameter`, `unreadable-request`, `invalid-cursor` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed` */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address-too-long` */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded` */
            429: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChanges: {
        parameters: {
            query?: {
                /**
                 * @description The `id` of the last change that you have, or `page.next`. Without it: from the very first.
                 * @example 412.0.9f3c21aa01b2c3d4
                 */
                after?: string;
                /** @description How many to a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    /** @description A strong entity tag of exactly this answer: send it back as `If-None-Match`. */
                    ETag?: string;
                    /** @description When what is answered last changed. */
                    "Last-Modified"?: string;
                    /** @description Neighbouring pages, other forms, and this description (RFC 8288). */
                    Link?: string;
                    /** @description What is left of each quota and when it is whole again, such as `"anon";r=598;t=41`. */
                    RateLimit?: string;
                    /** @description The quotas, such as `"anon";q=600;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The id of the request. */
                    "X-Request-Id"?: string;
                    /** @description Number of the newest journal entry that the answer was read at. */
                    "X-Revision"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeList"];
                };
            };
            /** @description Nothing has changed since. It costs no quota. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-parameter`, `unreadable-request`, `invalid-cursor` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed` */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address-too-long` */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded` */
            429: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, unknown>;
                };
            };
            /** @description Nothing has changed since. It costs no quota. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-parameter`, `unreadable-request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed` */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address-too-long` */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded` */
            429: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    /** @description In how many seconds to come back. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
