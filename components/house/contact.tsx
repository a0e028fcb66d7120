/** What is shown of an address: without the scheme. */
const shown = (contact: string): string => contact.replace(/^(mailto:|https:\/\/)/, '').replace(/\/$/, '')

/** Where readers reach whoever runs the site, or that no address is given. `contact` is a `mailto:` or https address. */
export function Contact({ contact, about }: { contact: string | null; about: string }) {
  if (contact === null)
    return (
      <p>Whoever runs this site has given no address for readers yet. It will stand here as soon as there is one.</p>
    )
  return (
    <p>
      {about} <a href={contact}>{shown(contact)}</a>
    </p>
  )
}
