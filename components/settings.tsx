const schemes = [
  { label: 'System', value: '' },
  { label: 'Light', value: 'light' },
  { label: 'Dark', value: 'dark' },
] as const

/** How the site looks in this browser. Nothing here works without the reader's script, which takes `hidden` away. */
export function Settings() {
  return (
    <div className="settings" data-settings hidden>
      <fieldset>
        <legend>Colour scheme</legend>
        <div className="choices">
          {schemes.map(({ label, value }) => (
            <label key={label}>
              <input type="radio" name="scheme" value={value} defaultChecked={value === ''} autoComplete="off" />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>Covers</legend>
        <div className="choices">
          <label>
            <input type="checkbox" name="plates" value="calm" autoComplete="off" />
            Calm covers
          </label>
        </div>
      </fieldset>
    </div>
  )
}
