package moonlet.lua.process;

import moonlet.lua.security.Policies;

import java.util.Map;

/** Of processes without actor or scope: they may do everything. One for all of them. */
record UncheckedPermissions(Policies policies) implements Permissions {
    @Override
    public boolean areChecked() {
        return false;
    }

    @Override
    public boolean allow(String action, String resource) {
        return true;
    }

    @Override
    public boolean allow(String action, String resource, Map<String, ?> attributes) {
        return true;
    }

    @Override
    public boolean wouldAllow(String action, String resource) {
        return true;
    }

    @Override
    public boolean can(String action, String resource, Map<String, ?> attributes) {
        return false;
    }
}
