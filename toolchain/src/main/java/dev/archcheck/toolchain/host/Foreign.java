package dev.archcheck.toolchain.host;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * Functions of one or more libraries of the system, called in this process. Every handle takes, as
 * its first argument, the memory for the error that the call leaves behind: Java's own calls would
 * overwrite it before it could be asked for.
 */
final class Foreign {

  /** What systems but Windows leave behind. */
  static final String ERRNO = "errno";

  /** What Windows leaves behind; other systems do not know the name, so it is asked for here. */
  static final String LAST_ERROR = "GetLastError";

  private final SymbolLookup libraries;
  private final Linker.Option capture;
  private final StructLayout state;
  private final VarHandle error;

  /**
   * The functions that a lookup finds.
   *
   * @param error {@link #ERRNO} or {@link #LAST_ERROR}
   */
  Foreign(SymbolLookup libraries, String error) {
    this.libraries = libraries;
    this.capture = Linker.Option.captureCallState(error);
    this.state = Linker.Option.captureStateLayout();
    this.error = state.varHandle(MemoryLayout.PathElement.groupElement(error));
  }

  /** {@return the function, or nothing where the system does not have it} */
  @SuppressWarnings("restricted") // the descriptors are those of the system's headers
  Optional<MethodHandle> function(String name, FunctionDescriptor descriptor) {
    return libraries
        .find(name)
        .map(address -> Linker.nativeLinker().downcallHandle(address, descriptor, capture));
  }

  /** {@return memory for the error of a call} */
  MemorySegment errorMemory(SegmentAllocator memory) {
    return memory.allocate(state);
  }

  /** {@return the error that the last call with this memory left behind} */
  int error(MemorySegment errorMemory) {
    return (int) error.get(errorMemory, 0L);
  }

  /** {@return what to throw for an exception that a function of C cannot throw} */
  static IllegalStateException impossible(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("a call of the system failed in Java", e);
  }
}
