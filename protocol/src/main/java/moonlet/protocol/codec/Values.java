package moonlet.protocol.codec;

import com.google.protobuf.ByteString;

import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;
import moonlet.protocol.codec.proto.EndingBytes;
import moonlet.protocol.codec.proto.FailureBytes;
import moonlet.protocol.codec.proto.PidBytes;
import moonlet.protocol.codec.proto.Side;

/** What items are made of, as bytes. */
final class Values {
    private static final int BRIEF_CHARS = 4 << 10;

    private final NodeStart self;
    private final NodeStart peer;
    private final PayloadEncoder payloads;
    private final WireLimits limits;
    private final Texts texts = new Texts();

    Values(NodeStart self, NodeStart peer, PayloadEncoder payloads, WireLimits limits) {
        this.self = self;
        this.peer = peer;
        this.payloads = payloads;
        this.limits = limits;
    }

    PidBytes pid(Pid pid) {
        PidBytes.Builder to =
                PidBytes.newBuilder().setHost(text(pid.host())).setNumber(pid.number());
        if (self.owns(pid)) {
            return to.setSide(Side.WRITER).build();
        }
        return peer.owns(pid)
                ? to.setSide(Side.READER).build()
                : to.setNode(pid.node()).setIncarnation(pid.incarnation()).build();
    }

    Pid pid(PidBytes from) {
        NodeStart start =
                switch (from.getSide()) {
                    case WRITER -> peer;
                    case READER -> self;
                    case ELSEWHERE -> new NodeStart(node(from), from.getIncarnation());
                    case UNRECOGNIZED -> throw new BadWire("a pid of an unknown side");
                };
        try {
            return new Pid(
                    start.node(), text(from.getHost()), start.incarnation(), from.getNumber());
        } catch (IllegalArgumentException wrong) {
            throw new BadWire("not a pid: " + wrong.getMessage());
        }
    }

    private String node(PidBytes from) {
        if (from.getNode().length() > limits.textBytesMax()) {
            throw new BadWire("a node name of " + from.getNode().length() + " characters");
        }
        return from.getNode();
    }

    /**
     * A topic, name or id as bytes.
     *
     * @throws IllegalArgumentException if no reader takes it: who has made it should have asked
     */
    ByteString text(String text) {
        ByteString bytes = texts.bytes(text);
        if (bytes.size() > limits.textBytesMax()) {
            throw new IllegalArgumentException(longText(bytes.size(), "written"));
        }
        return bytes;
    }

    String text(ByteString bytes) {
        if (bytes.size() > limits.textBytesMax()) {
            throw new BadWire(longText(bytes.size(), "read"));
        }
        return texts.text(bytes);
    }

    private String longText(int bytes, String done) {
        return "a text of " + bytes + " bytes; at most " + limits.textBytesMax() + " are " + done;
    }

    /** Something that an item is nothing without. */
    static void need(boolean there, String what) {
        if (!there) {
            throw new BadWire("an item without its " + what);
        }
    }

    /** A number that counts something, or a time. */
    static long count(long number) {
        if (number < 0) {
            throw new BadWire("a negative number where something is counted: " + number);
        }
        return number;
    }

    WireLimits limits() {
        return limits;
    }

    ByteString payload(Payload payload) {
        return payload instanceof EncodedPayload(ByteString content)
                ? content
                : payloads.encode(payload);
    }

    Payload payload(ByteString content) {
        if (content.isEmpty()) {
            throw new BadWire("a payload without bytes");
        }
        return new EncodedPayload(content);
    }

    /**
     * A failure as an item of the node says it, where none may be large: without details, and long
     * texts end early.
     */
    FailureBytes brief(Failure failure) {
        return failure(
                new Failure(
                        failure.kind(),
                        brief(failure.message()),
                        failure.retryable(),
                        null,
                        failure.stack() == null ? null : brief(failure.stack())));
    }

    private static String brief(String text) {
        return text.length() <= BRIEF_CHARS ? text : text.substring(0, BRIEF_CHARS) + "...";
    }

    FailureBytes failure(Failure failure) {
        FailureBytes.Builder to =
                FailureBytes.newBuilder()
                        .setKind(failure.kind().text())
                        .setMessage(texts.bytes(failure.message()));
        if (failure.retryable() != null) {
            to.setRetryable(failure.retryable());
        }
        if (failure.details() != null) {
            to.setDetails(payload(failure.details()));
        }
        if (failure.stack() != null) {
            to.setStack(texts.bytes(failure.stack()));
        }
        return to.build();
    }

    Failure failure(FailureBytes from) {
        return new Failure(
                ErrorKind.of(from.getKind()),
                texts.text(from.getMessage()),
                from.hasRetryable() ? from.getRetryable() : null,
                from.hasDetails() ? payload(from.getDetails()) : null,
                from.hasStack() ? texts.text(from.getStack()) : null);
    }

    EndingBytes ending(Ending ending) {
        EndingBytes.Builder to = EndingBytes.newBuilder();
        switch (ending) {
            case Ending.Failed(Failure failure) -> to.setFailure(failure(failure));
            case Ending.Returned(Payload value) -> {
                if (value != null) {
                    to.setValue(payload(value));
                }
            }
        }
        return to.build();
    }

    Ending ending(EndingBytes from) {
        return from.hasFailure()
                ? new Ending.Failed(failure(from.getFailure()))
                : new Ending.Returned(from.hasValue() ? payload(from.getValue()) : null);
    }
}
