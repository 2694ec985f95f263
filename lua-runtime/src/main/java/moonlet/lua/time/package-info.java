/**
 * What the Lua module {@code time} knows without a process and without a clock: durations, points
 * in time, locations, and texts of all three in the style of Go.
 *
 * <pre>
 *   TimeModule ──fill──▶ date unix parse parse_duration load_location fixed_zone, constants
 *       │
 *       └─▶ TimeValues ──▶ TimeValue(Moment)  LocationValue(Location)  DurationValue
 *              │             │
 *              │             ├─ Civil: year, month, … hour in any size ──▶ Moment
 *              │             └─ Layout ─▶ LayoutWriter: Moment ──▶ text
 *              │                        └▶ LayoutReader ──▶ ReadTime ──▶ Moment
 *              └─ TimeMethods, DurationMethods, LocationMethods, Arithmetic: the metatables
 *
 *   a duration argument of any function ──DurationReading.of──▶ nanoseconds, or why it is none
 * </pre>
 *
 * <p>Start at {@link moonlet.lua.time.TimeModule}. Values that Lua code got wrong travel as {@link
 * moonlet.lua.time.BadTime} to the builtin that was called, which returns {@code nil, err}. Counts
 * of nanoseconds reach Lua as doubles, so those beyond 2^53 (104 days; every {@code unix_nano} of
 * our century) lose their last digits; seconds and formatted texts do not.
 */
package moonlet.lua.time;
