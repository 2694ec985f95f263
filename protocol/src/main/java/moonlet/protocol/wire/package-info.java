/**
 * What nodes say to each other, as values.
 *
 * <pre>
 *   Hello ─ once a connection
 *   Frame ─ sequence number, acknowledgement, and Parts: encoded Items, or pieces of large ones
 *     Item ─ ProcessItem   for one process: message, cancel, terminate
 *          ─ RelationItem  monitors and links, and how they end
 *          ─ FlowItem      full mailboxes, messages that reached nobody
 *          ─ SpawnItem     starts of processes
 *          ─ NameItem      names, hosts and groups
 * </pre>
 *
 * <p>Start at {@link moonlet.protocol.wire.Item}.
 */
package moonlet.protocol.wire;
