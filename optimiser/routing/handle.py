"""Many arrays handed to compiled functions as one number: the address of a list of where they are.

numba passes a tuple of arrays by laying every pointer, length and stride of every array out as an argument of its own,
and counts references with atomic instructions whenever one is named. In kernels that call each other for single stops
both cost more than the work itself: with handles this search took six to eight times as many steps a second. A `Handle`
passes eight bytes and counts nothing: whoever calls a kernel holds the arrays until it returns.
"""

from typing import Any, ClassVar

import numpy as np
from llvmlite import ir
from numba import from_dtype, types
from numba.core import cgutils
from numba.extending import (
    NativeValue,
    intrinsic,
    models,
    overload_attribute,
    register_model,
    typeof_impl,
    unbox,
)

INT64 = np.dtype(np.int64)
Layout = tuple[np.dtype[Any], int] | None  # an array's type and dimensions; None = a whole number


def row_of(*names: str) -> np.dtype[Any]:
    """Return the type of a row of whole numbers with these names."""
    return np.dtype([(name, np.int64) for name in names], align=True)


class HandleType(types.Type):
    """The compiled type of one class of handles."""

    def __init__(self, name: str) -> None:
        super().__init__(name=f"Handle({name})")


@register_model(HandleType)
class _HandleModel(models.PrimitiveModel):
    """A handle is an address."""

    def __init__(self, manager: Any, own_type: Any) -> None:
        super().__init__(manager, own_type, ir.IntType(64))


class Handle:
    """A set of C-ordered arrays and whole numbers that kernels read by name; `layout` lists them."""

    layout: ClassVar[dict[str, Layout]]
    numba_type: ClassVar[HandleType]

    def __init_subclass__(cls) -> None:
        """Let kernels read every field of the layout."""
        cls.numba_type = HandleType(cls.__name__)
        typeof_impl.register(cls)(lambda _value, _context: cls.numba_type)
        offset = 0
        for name, kind in cls.layout.items():
            _let_read(cls.numba_type, name, kind, offset)
            offset += 1 if kind is None else 1 + kind[1]

    def __init__(self, **fields: Any) -> None:
        """Take the arrays (checked against the layout) and numbers."""
        words: list[int] = []
        for name, kind in self.layout.items():
            value = fields.pop(name)
            if kind is None:
                words.append(int(value))
            else:
                value = np.require(value, dtype=kind[0], requirements=["C", "A"])
                words += [value.ctypes.data, *value.shape]
                if value.ndim != kind[1]:
                    raise ValueError(f"{name} has {value.ndim} dimensions, not {kind[1]}")
            setattr(self, name, value)
        if fields:
            raise ValueError(f"not in the layout: {sorted(fields)}")
        self._words = np.array(words, dtype=np.int64)
        self.address = int(self._words.ctypes.data)


@unbox(HandleType)
def _unbox_handle(_own_type: Any, value: Any, context: Any) -> NativeValue:
    """Return the address a handle holds."""
    address = context.pyapi.object_getattr_string(value, "address")
    native = context.pyapi.long_as_longlong(address)
    context.pyapi.decref(address)
    return NativeValue(native)


def _let_read(own_type: HandleType, name: str, kind: Layout, offset: int) -> None:
    """Make a field readable in compiled functions."""
    read = _number_reader(offset) if kind is None else _array_reader(kind, offset)

    @overload_attribute(HandleType, name, inline="never")
    def _read(handle):  # type: ignore[no-untyped-def]  # numba compares it with the lambda's
        if handle != own_type:
            return None
        return lambda handle: read(handle)


def _word(builder: Any, address: Any, index: int) -> Any:
    """Load one word of the list that a handle points to."""
    pointer = builder.inttoptr(
        builder.add(address, ir.Constant(ir.IntType(64), 8 * index)), ir.IntType(64).as_pointer()
    )
    return builder.load(pointer)


def _number_reader(offset: int) -> Any:
    """Return the intrinsic that reads a number."""

    @intrinsic
    def read(_typing_context: Any, handle: Any) -> Any:
        def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            return _word(builder, arguments[0], offset)

        return types.int64(handle), generate

    return read


def _array_reader(kind: tuple[np.dtype[Any], int], offset: int) -> Any:
    """Return the intrinsic that makes an array of an address and a shape, with no count of who holds it."""
    dtype, dimensions = kind
    array_type = types.Array(from_dtype(dtype), dimensions, "C")

    @intrinsic
    def read(_typing_context: Any, handle: Any) -> Any:
        def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            words = [_word(builder, arguments[0], offset + index) for index in range(1 + dimensions)]
            return _array_at(context, builder, array_type, dtype.itemsize, words)

        return array_type(handle), generate

    return read


def _array_at(context: Any, builder: Any, array_type: Any, itemsize: int, words: list[Any]) -> Any:
    """Return the array at an address, of a shape, in C order."""
    array = context.make_array(array_type)(context, builder)
    strides = [ir.Constant(ir.IntType(64), itemsize)]
    for length in reversed(words[2:]):
        strides.insert(0, builder.mul(strides[0], length))
    data_type = context.get_data_type(array_type.dtype).as_pointer()
    context.populate_array(
        array,
        data=builder.inttoptr(words[0], data_type),
        shape=cgutils.pack_array(builder, words[1:]),
        strides=cgutils.pack_array(builder, strides),
        itemsize=ir.Constant(ir.IntType(64), itemsize),
        meminfo=None,
    )
    return array._getvalue()
