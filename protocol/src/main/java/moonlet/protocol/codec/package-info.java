/**
 * The wire format: the records of {@code moonlet.protocol.wire} as protobuf, and back. Readers
 * check sizes and counts, and throw nothing but {@link moonlet.protocol.codec.BadWire}.
 *
 * <pre>
 *   connection ◀── FrameCodec ──▶ Hello, Frame
 *   Part.bytes ◀── ItemCodec  ──▶ Item
 *                    ProcessItems, SpawnItems, NameItems   one family of items each
 *                    Values                                PIDs, failures, endings, payloads
 * </pre>
 *
 * <p>Start at {@link moonlet.protocol.codec.ItemCodec}; the fields are in {@code wire.proto}.
 */
package moonlet.protocol.codec;
