// Made of the OpenAPI document; not to be edited. To renew it: npx vitest run --project unit tests/unit/client/contract.test.ts -u

export type Schemas = {
    /** @description An article, whole. */
    Article: Schemas["ArticleSummary"] & {
        sources: Schemas["Source"][];
        /** @description An mdast root, or a string when `format` asks for html, markdown or text. */
        body: Schemas["Mdast"] | string;
    };
    /** @description An article that was found. */
    ArticleHit: {
        type: "article";
        title: string;
        url: string;
        excerpt: Schemas["Excerpt"];
        deck: string;
        article: Schemas["ArticleRef"];
    };
    ArticleList: { data: Schemas["ArticleSummary"][]; page: Schemas["Page"]; };
    /** @description An article, by name and address. */
    ArticleRef: Schemas["FoundIn"] & { publishedAt: string; };
    /** @description An article without its body and sources. */
    ArticleSummary: Schemas["ArticleRef"] & {
        /** @description The line under the title. */
        deck: string;
        call: Schemas["Call"] | null;
        takeaways: string[];
        topics: Schemas["Named"][];
        authors: Schemas["Named"][];
        modifiedAt: string;
        edition: number;
        digest: string;
        readingMinutes: number;
        words: number;
        /** @description Breaks and holds in the order of the text. */
        findings: Schemas["Finding"][];
        images: {
            plate: Schemas["Plate"] | null;
            /** @description What the page is shared with: PNG, 1200 × 630, with the title. Its address changes with the picture. */
            og: string;
        };
        links: { html: string; markdown: string; json: string; };
    };
    Author: Schemas["Named"] & {
        /** @description Opaque and permanent: it stays when the record is renamed. */
        id: string;
        bio: string;
        /** @description Interests that bear on what is written. */
        disclosure: string | null;
        profiles: { label: string; url: string; }[];
        /** @description How many public articles there are. */
        articleCount: number;
        links: Schemas["RecordLinks"];
    };
    AuthorList: { data: Schemas["Author"][]; page: Schemas["Page"]; };
    /** @description How something fails, how that shows, and from which scale on. */
    Break: Schemas["EditionBreak"] & { url: string; };
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
        /** @description Give it as `after` to read on from here. It is good for ever. */
        id: string;
        /** @description `refreshed`: its text stayed, but a topic, an author, a picture or an article that it shows is another now. `withdrawn`: delete your copy. */
        type: "published" | "revised" | "moved" | "withdrawn" | "refreshed";
        at: string;
        /** @description Number of its journal entry. An answer whose `X-Revision` is below it comes from a cache and is of before the change. */
        revision: number;
        article: {
            id: string;
            slug: string;
            url: string;
            edition: number | null;
            digest: string | null;
            /** @description The article at this API, by its permanent id. */
            json: string;
        };
        /** @description What a moved article was called before. */
        previousSlug: string | null;
        /** @description Why a withdrawn article is gone, if the editors say so. */
        reason: string | null;
    };
    /** @description Changes, the oldest first. */
    ChangeList: {
        data: Schemas["Change"][];
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
        articleId: string;
        edition: number;
        digest: string;
        title: string;
        publishedAt: string;
        modifiedAt: string;
        /** @description Address of this edition as JSON; what it answers never changes. */
        url: string;
        slug: string;
        deck: string;
        call: Schemas["Call"] | null;
        takeaways: string[];
        topicIds: string[];
        authorIds: string[];
        findings: Schemas["EditionFinding"][];
        sources: Schemas["Source"][];
        /** @description The mdast root as it was published: links to articles are `article:{id}`, pictures `media:{id}`, so that it stays the same when they are renamed. */
        body: Schemas["Mdast"];
        /** @description The exact text that `digest` is the SHA-256 of: canonical JSON (RFC 8785). The journal names the digest. */
        canonical: string;
    };
    /** @description A break, as an edition has it. */
    EditionBreak: {
        id: string;
        kind: "break";
        title: string;
        /** @description How it shows itself. */
        shows: string | null;
        /** @description The scale from which on it breaks. */
        scale: string | null;
        cost: string | null;
        status: "held" | "open";
        /** @description Holds of the same article that answer it. */
        heldBy: string[];
    };
    /** @description A break or a hold, as an edition has it. */
    EditionFinding: Schemas["EditionBreak"] | Schemas["EditionHold"];
    /** @description A hold, as an edition has it. */
    EditionHold: {
        id: string;
        kind: "hold";
        title: string;
        /** @description Breaks of the same article that it answers. */
        answers: string[];
        cost: string | null;
        /** @description The day since which it is known to hold. */
        verifiedSince: string | null;
    };
    EditionList: { data: Schemas["EditionNote"][]; page: Schemas["Page"]; };
    /** @description An edition in the list of an article’s editions. */
    EditionNote: {
        edition: number;
        digest: string;
        title: string;
        publishedAt: string;
        modifiedAt: string;
        /** @description Address of this edition as JSON; what it answers never changes. */
        url: string;
        /** @description What it changed, in short sentences. */
        changes: string;
        /** @description What its editors say was wrong in the editions before it, the newest first. */
        corrections: { at: string; text: string; }[];
    };
    /** @description Words in their context; `match` marks those that were asked for. */
    Excerpt: { text: string; match: boolean; }[];
    /** @description A break or a hold. */
    Finding: Schemas["Break"] | Schemas["Hold"];
    /** @description A break or a hold that was found. Only breaks have a status. */
    FindingHit: {
        type: "finding";
        title: string;
        url: string;
        excerpt: Schemas["Excerpt"];
        finding: { id: string; kind: "break" | "hold"; status: ("held" | "open") | null; };
        article: Schemas["FoundIn"];
    };
    FindingList: { data: Schemas["ListedFinding"][]; page: Schemas["Page"]; };
    /** @description The article in which a finding was found. */
    FoundIn: { id: string; slug: string; title: string; url: string; };
    Hit: Schemas["FindingHit"] | Schemas["ArticleHit"] | Schemas["TopicHit"];
    /** @description What carries the load across one or more breaks. */
    Hold: Schemas["EditionHold"] & { url: string; };
    ListedBreak: Schemas["Break"] & { article: Schemas["ArticleRef"]; };
    /** @description A break or a hold, and the article that it stands in. */
    ListedFinding: Schemas["ListedBreak"] | Schemas["ListedHold"];
    ListedHold: Schemas["Hold"] & { article: Schemas["ArticleRef"]; };
    /** @description An mdast root (https://github.com/syntax-tree/mdast) with GFM tables, footnotes, and directives for our blocks. */
    Mdast: { type: "root"; children: Record<string, unknown>[]; };
    /** @description A topic or an author, by name and address. */
    Named: { slug: string; name: string; url: string; };
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
    Plate: { "3x2": string; "1x1": string; wide: string; alt: string; };
    /** @description What went wrong (RFC 9457). */
    Problem: {
        /** @description Which problem it is: an address that explains it. Its fragment never changes. */
        type: string;
        title: string;
        status: number;
        /** @description What is wrong with this request, and what to do. */
        detail: string;
        /** @description The id of the request: quote it when you write to us. */
        instance: string;
        /** @description Each parameter that is wrong, and what would be right. */
        errors?: { parameter: string; detail: string; }[];
        /** @description Which quotas are used up. */
        "violated-policies"?: string[];
    };
    /** @description The page, this record, its articles here, and its feeds. */
    RecordLinks: {
        html: string;
        json: string;
        articles: string;
        rss: string;
        atom: string;
        jsonFeed: string;
    };
    SearchResult: {
        data: Schemas["Hit"][];
        page: Schemas["Page"];
        /** @description Where nothing was found: similar words that would find something. */
        didYouMean: string | null;
    };
    /** @description What a footnote names, and the day on which it was looked at. */
    Source: { title: string; publisher: string; url: string; checkedAt: string; };
    Topic: Schemas["Named"] & {
        /** @description Opaque and permanent: it stays when the record is renamed. */
        id: string;
        description: string;
        /** @description How the lines of its plates run. */
        loadCase: "footing" | "vessel" | "shear" | "cable" | "seam" | "lap" | "cyclic" | "column";
        /** @description How many public articles there are. */
        articleCount: number;
        images: {
            sheet: { square: string; wide: string; } | null;
        };
        links: Schemas["RecordLinks"];
    };
    /** @description A topic that was found. */
    TopicHit: {
        type: "topic";
        title: string;
        url: string;
        excerpt: Schemas["Excerpt"];
        topic: { id: string; slug: string; };
    };
    TopicList: { data: Schemas["Topic"][]; page: Schemas["Page"]; };
};
