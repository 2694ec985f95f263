package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Retained;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.Actor;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Who acts, as {@code security.actor} and {@code security.new_actor} give it; immutable. */
final class SecurityActor extends Userdata implements ActorValue, Holder {
    private static final int BYTES = 48;
    private static final int ID_BYTES_MAX = 1024;
    private static final int META_BYTES_MAX = 128 << 10;
    static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("actor methods")
                            .with(new Builtin("id", args -> Utf8.bytes(self(args).actor.id())))
                            .with(new Builtin("meta", args -> self(args).meta())),
                    new Builtin(
                            "__tostring",
                            args -> Utf8.bytes("security.Actor{" + self(args).actor.id() + "}")));

    private final Actor actor;

    SecurityActor(Actor actor) {
        super(METATABLE);
        this.actor = actor;
    }

    /** What the arguments of {@code security.new_actor(id, [meta])} give. */
    static SecurityActor of(Varargs args) {
        LuaString id = Arguments.string(args, 1);
        if (id.m_length == 0 || id.m_length > ID_BYTES_MAX) {
            throw Arguments.bad(1, "the id of an actor has 1 to " + ID_BYTES_MAX + " bytes");
        }
        return new SecurityActor(new Actor(Utf8.string(id), meta(args)));
    }

    private static LuaPayload meta(Varargs args) {
        if (args.arg(2).isnil()) {
            return null;
        }
        LuaTable meta = Arguments.table(args, 2);
        LuaProcess process = LuaProcess.self();
        try {
            Attributes.of(meta); // of what is too much, policies would see nothing
            LuaPayload copy = Copier.strict(meta, process.limits());
            if (copy.bytes() > META_BYTES_MAX) {
                throw Arguments.bad(
                        2,
                        "the meta of an actor has at most "
                                + META_BYTES_MAX
                                + " bytes, found "
                                + copy.bytes());
            }
            process.allocate(copy.bytes());
            return copy;
        } catch (Attributes.TooMany | Copier.NotSendable unfit) {
            throw Arguments.bad(2, "the meta of an actor: " + unfit.getMessage());
        }
    }

    @Override
    public Actor actor() {
        return actor;
    }

    @Override
    public long hold(Retained retained) {
        if (actor.meta() instanceof LuaPayload meta) {
            retained.add(meta.value());
        }
        return BYTES;
    }

    private LuaValue meta() {
        if (actor.meta() == null) {
            return new Table();
        }
        LuaProcess process = LuaProcess.self();
        process.charge(1 + (actor.meta().bytes() >> 6));
        process.allocate(actor.meta().bytes());
        return LuaPayload.copyOf(actor.meta(), process);
    }

    private static SecurityActor self(Varargs args) {
        return Arguments.instance(args, 1, SecurityActor.class, "actor");
    }
}
