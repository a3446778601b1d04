#pragma once

#include "python/api.h"

namespace graftwire::python {

// What PyType_FromSpec and PyCFunction_NewEx take. The layouts and the numbers of the slots are part of
// CPython's stable ABI.

/// PyType_Slot.
struct TypeSlot {
  int slot;
  void* value;
};

/// PyType_Spec.
struct TypeSpec {
  const char* name;
  int basicSize;
  int itemSize;
  unsigned flags;
  TypeSlot* slots;
};

/// PyMemberDef.
struct MemberDefinition {
  const char* name;
  int type;
  PySize offset;
  int flags;
  const char* doc;
};

/// PyMethodDef.
struct MethodDefinition {
  const char* name;
  PyObject* (*method)(PyObject*, PyObject*);
  int flags;
  const char* doc;
};

/// Py_TPFLAGS_DEFAULT.
constexpr unsigned typeFlagDefault = 1u << 18;
/// METH_VARARGS.
constexpr int variableArguments = 0x0001;

}  // namespace graftwire::python
