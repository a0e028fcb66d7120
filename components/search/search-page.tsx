import type { ReactNode } from 'react'
import { PageFrame } from '../page-frame.tsx'
import { FoundList } from './found.tsx'
import { SearchForm } from './search-form.tsx'
import { SearchHelp } from './search-help.tsx'
import { type SearchState, searchPath } from './search-state.ts'
import { inQuotes, whenAgain } from './search-words.ts'

type State<Is extends SearchState['is']> = Extract<SearchState, { is: Is }>

function DidYouMean({ words }: { words: string }) {
  return (
    <p className="did-you-mean">
      Did you mean <a href={searchPath(words)}>{words}</a>?
    </p>
  )
}

/** Why nothing is shown, in the words of a heading and what to do about it. */
function Notice({ title, children, isFailure }: { title: ReactNode; children: ReactNode; isFailure?: boolean }) {
  return (
    <div className={isFailure ? 'search-notice search-failed' : 'search-notice'} id="page_notice">
      <h2>{title}</h2>
      {children}
    </div>
  )
}

function Found({ state: { q, groups, didYouMean, only } }: { state: State<'found'> }) {
  const isPartly = groups.every(({ has }) => has === 'some')
  return (
    <>
      {didYouMean !== null && <DidYouMean words={didYouMean} />}
      {isPartly && <p>No teardown has all of these words. These have some of them.</p>}
      {groups.map((group) => (
        <FoundList key={`${group.kind} ${group.has}`} group={group} q={q} />
      ))}
      {only && (
        <p className="onward">
          <a className="button" href={searchPath(q)}>
            All that was found
          </a>
        </p>
      )}
    </>
  )
}

function NothingFound({ state: { q, didYouMean, only, help } }: { state: State<'none'> }) {
  if (only)
    return (
      <Notice title="There is no more of it.">
        <p>
          <a href={searchPath(q)}>All that was found</a>
        </p>
      </Notice>
    )
  return (
    <>
      <Notice title={<>No teardown mentions {inQuotes(q)}.</>}>
        {didYouMean !== null && <DidYouMean words={didYouMean} />}
        <p>
          Try fewer words, and none in quotation marks: those must stand side by side. Try what you see in place of the
          name of a product. Very common words are not searched for.
        </p>
      </Notice>
      <SearchHelp help={help} />
    </>
  )
}

function Outcome({ state }: { state: SearchState }) {
  switch (state.is) {
    case 'empty':
      return <SearchHelp help={state.help} />
    case 'found':
      return <Found state={state} />
    case 'none':
      return <NothingFound state={state} />
    case 'too-long':
      return (
        <Notice title="That is too much to look for at once." isFailure>
          <p>A search may have {state.longest} characters. The words that matter most are enough.</p>
        </Notice>
      )
    case 'unreadable':
      return (
        <Notice title="That cannot be read." isFailure>
          <p>
            Something in it is no character, as it happens when text is cut or comes from another program. Type it anew.
          </p>
        </Notice>
      )
    case 'limited':
      return (
        <Notice title="Too many searches came from your address." isFailure>
          <p>Your words are still in the field. Search again {whenAgain(state.seconds)}.</p>
        </Notice>
      )
    case 'away':
      return (
        <Notice title="The search is away." isFailure>
          <p>
            We cannot reach what it searches in at the moment. Your words are still in the field: try again{' '}
            {whenAgain(state.seconds)}. Most pages open meanwhile: <a href="/">the newest teardowns</a>,{' '}
            <a href="/articles">all of them</a> and <a href="/failures">the failure index</a>.
          </p>
        </Notice>
      )
  }
}

const refused: ReadonlySet<SearchState['is']> = new Set(['too-long', 'unreadable'])

/** The search: its field, and what came of it. */
export function SearchPage({ state, suggestScript }: { state: SearchState; suggestScript?: string }) {
  return (
    <PageFrame current="/search">
      <div className="wrap search">
        <h1 className="page-title">Search</h1>
        <SearchForm
          q={state.q}
          suggestScript={suggestScript}
          refusedBy={refused.has(state.is) ? 'page_notice' : undefined}
        />
        <Outcome state={state} />
      </div>
    </PageFrame>
  )
}
