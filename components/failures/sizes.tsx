import { sizeLinks } from './hrefs.ts'

/** The way to what breaks at each size. @param current users of the page that it stands on */
export function Sizes({ current }: { current?: number }) {
  return (
    <nav className="sizes" aria-labelledby="page_sizes">
      <h2 id="page_sizes">Where does this break for me?</h2>
      <ul>
        {sizeLinks.map(({ href, users }) => (
          <li key={href}>
            <a href={href} aria-current={users === current ? 'page' : undefined}>
              {users.toLocaleString('en')} <span>users</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
