/**
 * The wire format: the records of {@code moonlet.protocol.wire} as protobuf, and back. Readers
 * check sizes and counts, and throw nothing but {@link moonlet.protocol.codec.BadWire}.
 *
 * <pre>
 *   connection ◀── FrameCodec ──▶ Hello, Frame
 *                    Parts, Tags                           fields that are read by hand
 *   Part.bytes ◀── ItemCodec  ──▶ Item
 *                    Messages, Tags                        the items that there are most of
 *                    ProcessItems, SpawnItems, NameItems,  one family of items each
 *                    AccessItems
 *                    Values, Texts, Pids, Contexts         failures, endings, payloads, names, PIDs
 * </pre>
 *
 * <p>Start at {@link moonlet.protocol.codec.ItemCodec}; the fields are in {@code wire.proto}.
 */
package moonlet.protocol.codec;
