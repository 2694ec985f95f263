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
    private final NodeStart self;
    private final NodeStart peer;
    private final PayloadEncoder payloads;
    private final WireLimits limits;

    Values(NodeStart self, NodeStart peer, PayloadEncoder payloads, WireLimits limits) {
        this.self = self;
        this.peer = peer;
        this.payloads = payloads;
        this.limits = limits;
    }

    PidBytes pid(Pid pid) {
        PidBytes.Builder to = PidBytes.newBuilder().setHost(pid.host()).setNumber(pid.number());
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
                    case ELSEWHERE -> new NodeStart(from.getNode(), from.getIncarnation());
                    case UNRECOGNIZED -> throw new BadWire("a pid of an unknown side");
                };
        try {
            return new Pid(
                    start.node(), text(from.getHost()), start.incarnation(), from.getNumber());
        } catch (IllegalArgumentException wrong) {
            throw new BadWire("not a pid: " + wrong.getMessage());
        }
    }

    /** Checks the length of a text. */
    String text(String text) {
        if (text.length() > limits.textCharsMax()) {
            throw new BadWire(
                    "a text of "
                            + text.length()
                            + " characters; at most "
                            + limits.textCharsMax()
                            + " are read");
        }
        return text;
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
        return new EncodedPayload(content);
    }

    FailureBytes failure(Failure failure) {
        FailureBytes.Builder to =
                FailureBytes.newBuilder()
                        .setKind(failure.kind().text())
                        .setMessage(failure.message());
        if (failure.retryable() != null) {
            to.setRetryable(failure.retryable());
        }
        if (failure.details() != null) {
            to.setDetails(payload(failure.details()));
        }
        if (failure.stack() != null) {
            to.setStack(failure.stack());
        }
        return to.build();
    }

    Failure failure(FailureBytes from) {
        return new Failure(
                ErrorKind.of(from.getKind()),
                from.getMessage(),
                from.hasRetryable() ? from.getRetryable() : null,
                from.hasDetails() ? payload(from.getDetails()) : null,
                from.hasStack() ? from.getStack() : null);
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
