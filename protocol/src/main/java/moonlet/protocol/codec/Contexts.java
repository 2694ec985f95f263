package moonlet.protocol.codec;

import com.google.protobuf.ByteString;

import moonlet.protocol.Actor;
import moonlet.protocol.Context;
import moonlet.protocol.codec.proto.ActorBytes;
import moonlet.protocol.codec.proto.ContextBytes;
import moonlet.protocol.codec.proto.ScopeBytes;

import java.util.HashSet;
import java.util.Set;

/** What a process hands on, as bytes. */
final class Contexts {
    private final Values values;

    Contexts(Values values) {
        this.values = values;
    }

    ContextBytes context(Context context) {
        ContextBytes.Builder to = ContextBytes.newBuilder();
        if (context.values() != null) {
            to.setValues(values.payload(context.values()));
        }
        if (context.actor() != null) {
            to.setActor(actor(context.actor()));
        }
        if (context.policies() != null) {
            ScopeBytes.Builder scope = ScopeBytes.newBuilder();
            context.policies().forEach(policy -> scope.addPolicies(values.text(policy)));
            to.setScope(scope);
        }
        return to.build();
    }

    Context context(ContextBytes from) {
        return new Context(
                from.hasValues() ? values.payload(from.getValues()) : null,
                from.hasActor() ? actor(from.getActor()) : null,
                from.hasScope() ? policies(from.getScope()) : null);
    }

    private ActorBytes actor(Actor actor) {
        ActorBytes.Builder to = ActorBytes.newBuilder().setId(values.text(actor.id()));
        if (actor.meta() != null) {
            to.setMeta(values.payload(actor.meta()));
        }
        return to.build();
    }

    private Actor actor(ActorBytes from) {
        return new Actor(
                values.text(from.getId()), from.hasMeta() ? values.payload(from.getMeta()) : null);
    }

    private Set<String> policies(ScopeBytes from) {
        int max = values.limits().policiesMax();
        if (from.getPoliciesCount() > max) {
            throw new BadWire(
                    "a scope of "
                            + from.getPoliciesCount()
                            + " policies; at most "
                            + max
                            + " are read");
        }
        Set<String> policies = new HashSet<>();
        for (ByteString policy : from.getPoliciesList()) {
            policies.add(values.text(policy));
        }
        return policies;
    }
}
