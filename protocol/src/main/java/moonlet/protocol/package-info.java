/**
 * What processes say to each other, and how they are named: values only, no threads, no Lua, no
 * network.
 *
 * <p>Start at {@link moonlet.protocol.Signal}: the one list of what can reach a process.
 *
 * <pre>
 *   Pid ──── names one process for as long as it lives
 *   Signal ─ message, exit, link down, cancel, kill ...
 *     ├ Payload   an opaque copy of Lua values, made by the sender
 *     └ Ending    how a process ended: a value, or a Failure with its ErrorKind
 *   ByteText  bytes of programs, mostly UTF-8, as texts
 * </pre>
 */
package moonlet.protocol;
