/** The lines to keep if nothing else is read; nothing when there are none. */
export function Takeaways({ takeaways }: { takeaways: readonly string[] }) {
  if (takeaways.length === 0) return null
  return (
    <section className="takeaways" aria-labelledby="page_takeaways">
      <h2 id="page_takeaways">If you read nothing else</h2>
      <ol>
        {takeaways.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </section>
  )
}
