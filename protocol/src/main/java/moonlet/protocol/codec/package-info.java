/**
 * The wire format: the records of {@code moonlet.protocol.wire} as protobuf, and back. Readers
 * check sizes and counts, and throw nothing but {@link moonlet.protocol.codec.BadWire}.
 *
 * <pre>
 *   connection ◀── FrameCodec ──▶ Hello, Frame
 *                    Parts, Tags                           fields that are read by hand
 *   Part.bytes ◀── ItemCodec  ──▶ Item
 *                    ProcessItems, SpawnItems, NameItems   one family of items each
 *                    Values, Texts                         PIDs, failures, endings, payloads, names
 * </pre>
 *
 * <p>Start at {@link moonlet.protocol.codec.ItemCodec}; the fields are in {@code wire.proto}.
 */
package moonlet.protocol.codec;
